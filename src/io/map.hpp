// SPDX-License-Identifier: Apache-2.0
// A map: how the columns of somebody's tables become the rows of an estate (docs/import.md).
//
// A map never guesses. What it does not say stays unknown; a column of the table that it neither
// uses nor ignores by name is an error; so is a value that its value tables do not list.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.hpp"
#include "estate/estate.hpp"
#include "estate/schema.hpp"
#include "io/spreadsheet.hpp"

namespace relook::io {

/// How the cells of a table are to be read. Markers are compared without the spaces around them.
struct Reading {
  std::vector<std::string> unknown = {""};
  std::vector<std::string> none = {};
  std::vector<std::string> past = {};  ///< before as_of, day not known
  std::vector<DateFormat> dates = {DateFormat::iso};
  NumberFormat numbers = {};
};

/// Spellings of a table and what they stand for, in the notation of an estate.
struct ValueTable {
  std::string name;
  std::map<std::string, std::string, std::less<>> exact = {};
  /// The same by folded spelling (`fold_spelling`); no two differ in what they stand for.
  std::map<std::string, std::string, std::less<>> folded = {};
};

/// ASCII letters in lower case, one space for many, none at the edges.
[[nodiscard]] std::string fold_spelling(std::string_view text);
/// The text without spaces, tabs, line ends and no-break spaces around it.
[[nodiscard]] std::string_view trim(std::string_view text);
/// What a spelling stands for: found as it is, else folded; nothing where it is not listed.
[[nodiscard]] const std::string* find_value(const ValueTable& table, std::string_view text);

/// What the markers of a map say of a field. `ambiguous`: `-` and `..` mean something in an estate
/// that nobody may have meant in the table.
enum class Mark : std::uint8_t { value, unknown, none, past, ambiguous };
[[nodiscard]] Mark mark_of(std::string_view text, const Reading& reading);

/// A part of a template: literal text, or the name of a column.
struct Piece {
  std::string text;
  bool is_column;
};

enum class CellKind : std::uint8_t {
  constant,          ///< `pieces` is one literal in the notation of an estate
  columns,           ///< `pieces` names one column or mixes columns with text
  grid_reference,    ///< `pieces` names the column of a National Grid reference
  easting_northing,  ///< `pieces` names two columns, easting first
};

/// What fills one column of the estate.
struct CellRule {
  std::uint8_t column;  ///< by the schema's numbers
  CellKind kind = CellKind::constant;
  std::vector<Piece> pieces = {};
  Reading reading = {};
  std::optional<std::size_t> values = {};  ///< index in Map::values
  bool pass = false;                       ///< values that are not listed pass as they are
  Factor factor = {};
  Rounding rounding = Rounding::refuse;
  std::optional<std::string> split = {};  ///< what separates the items of a list in one cell
  int square_max_metres = 100;            ///< coarser grid references leave the place unknown
  Position at = {};
};

/// What an unknown cell says of whether the row is there.
enum class Presence : std::uint8_t { doubt, absent, present };

/// When a row of the table makes a row of the estate. Three-valued: where the cell is unknown it
/// makes a row whose being there is unknown, unless the map states what such a cell means.
struct Condition {
  enum class Test : std::uint8_t { filled, one_of, none_of };

  std::string column;
  Test test = Test::filled;
  std::vector<std::string> words = {};
  Presence blank = Presence::doubt;    ///< the map's word on cells with nothing in them
  Presence unknown = Presence::doubt;  ///< on other unknown markers: doubt or present
  std::string shown_by = {};  ///< a column whose value shows that it is there; may be empty
  Reading reading = {};
  Position at = {};
};

struct RowRule {
  estate::TableId table = estate::TableId::operators;
  std::vector<Condition> when = {};  ///< all must hold
  std::vector<CellRule> cells = {};
  Position at = {};
};

enum class Encoding : std::uint8_t { utf8, windows_1252, iso_8859_1 };

/// A name in the map and its place there.
struct MapWord {
  std::string text;
  Position at;
};

struct SourceRule {
  std::string file;                    ///< the file's name, or "*" for any other
  std::optional<char> delimiter = {};  ///< found from the header where it is not given
  Encoding encoding = Encoding::utf8;
  std::size_t skip = 0;  ///< lines before the header
  std::vector<MapWord> ignored = {};
  std::vector<RowRule> rows = {};
  Position at = {};
};

/// What a status of NetBox says about service.
enum class Service : std::uint8_t { in_service, not_yet, gone, unknown };
inline constexpr std::string_view kServices[] = {"in-service", "not-yet", "gone", "unknown"};

enum class InventoryUse : std::uint8_t { unsaid, all_supplies, ignored };

/// How the objects of a NetBox become rows. Keys of the tables are slugs or names.
struct NetboxRules {
  enum class Ids : std::uint8_t { name, number };

  Ids ids = Ids::name;
  std::string operator_id = {};  ///< of everything, where tenants are not asked
  std::optional<ValueTable> tenants = {};
  std::optional<std::string> no_tenant = {};  ///< the operator of what has no tenant
  ValueTable roles = {};                      ///< to functions
  std::vector<std::string> ignored_roles = {};
  ValueTable manufacturers = {};    ///< to vendors
  bool manufacturers_pass = false;  ///< names that are not listed go to the registry as they are
  std::vector<std::pair<std::string, Service>> statuses = {};
  std::vector<std::string> left_out_cables = {};  ///< statuses of cables that are no links
  std::optional<ValueTable> regions = {};
  InventoryUse inventory = InventoryUse::unsaid;
  std::vector<CellRule> element_cells = {};  ///< from fields of devices, such as `cf.live`
  std::vector<CellRule> site_cells = {};
  Position at = {};
};

struct Map {
  std::string file;
  estate::Manifest manifest;
  std::vector<estate::TableId> none;  ///< tables that are known to be empty
  std::vector<RowRule> rows;          ///< rows that come from no table
  std::vector<SourceRule> sources;
  std::vector<ValueTable> values;
  std::optional<NetboxRules> netbox;
};

/// Reads a map. Unknown keys, tables, columns and words are errors at their place, with the nearest
/// names. Whether the columns exist is only seen when it meets a table (`import_documents`).
[[nodiscard]] Read<Map> read_map(std::string_view bytes, std::string_view file);

}  // namespace relook::io
