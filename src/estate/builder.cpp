// SPDX-License-Identifier: Apache-2.0
#include "estate/builder.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/spelling.hpp"
#include "estate/checks.hpp"
#include "estate/freeze.hpp"
#include "estate/pieces.hpp"
#include "estate/resolve.hpp"
#include "estate/text_rules.hpp"

namespace relook::estate {

struct EstateBuilder::State {
  const Registry& registry;
  const Functions& functions;
  EstateDraft draft;
  /// The estate's vendors alone, as written: to them the registry adds nothing.
  EstateDraft own;
};

EstateBuilder::EstateBuilder(const Registry& registry, const Functions& functions)
    : state_(std::make_unique<State>(State{registry, functions, {}, {}})) {}
EstateBuilder::~EstateBuilder() = default;
EstateBuilder::EstateBuilder(EstateBuilder&&) noexcept = default;
EstateBuilder& EstateBuilder::operator=(EstateBuilder&&) noexcept = default;

void EstateBuilder::set_manifest(Manifest manifest) {
  state_->draft.manifest = std::move(manifest);
  state_->draft.has_manifest = true;
}

void EstateBuilder::declare(TableId table) {
  state_->draft.table(table).declared = true;
  if (table == TableId::vendors) state_->own.table(table).declared = true;
}

void EstateBuilder::add_row(TableId table, std::span<const std::uint8_t> columns,
                            std::span<const CellSource> cells, std::string_view file) {
  append_row(state_->draft, table, columns, cells, state_->draft.files.code(file));
  if (table == TableId::vendors) append_row(state_->own, table, columns, cells, 0);
}

bool EstateBuilder::add_file(TableId table, std::string_view bytes, std::string_view file,
                             std::size_t piece_bytes) {
  if (table == TableId::vendors) return false;  // its rows are kept twice
  EstateDraft& draft = state_->draft;
  return append_in_pieces(draft, schema(table), bytes, draft.files.code(file), piece_bytes);
}

void EstateBuilder::declare_column(ColumnRef column) {
  state_->draft.table(column.table).columns[column.column].present = true;
  if (column.table == TableId::vendors) {
    state_->own.table(column.table).columns[column.column].present = true;
  }
}

void EstateBuilder::name_vendor(const CellSource& cell, std::string_view file) {
  EstateDraft& draft = state_->draft;
  const Origin origin{draft.files.code(file), cell.at};
  if (const std::string_view why = id_fault(cell.text); !why.empty()) {
    draft.fault(origin, in_quotes(cell.text) + " cannot be an id: " + std::string(why));
    return;
  }
  draft.vendor_cells.use(cell.text, origin);
}

Diagnostics& EstateBuilder::diagnostics() { return state_->draft.diagnostics; }

namespace {

// What was written for which vendor, where it could be told. `vendor_of` is that of the estate's
// own cells: how the registry spells vendors is for the registry of each day.
Column spellings_of(const EstateDraft& draft, std::span<const std::uint32_t> vendor_of,
                    const Table& vendors) {
  const Interner& ids = draft.table(TableId::vendors).ids.names;
  std::vector<std::pair<std::string_view, std::uint32_t>> spellings;
  spellings.reserve(vendor_of.size());
  for (std::uint32_t cell = 0; cell < vendor_of.size(); ++cell) {
    if (!is_value(vendor_of[cell])) continue;
    const auto row = vendors.find(ids[vendor_of[cell]]);
    if (row) spellings.emplace_back(draft.vendor_cells.names[cell], *row);
  }
  std::ranges::sort(spellings);
  std::vector<std::string_view> texts;
  std::vector<std::uint32_t> rows;
  texts.reserve(spellings.size());
  rows.reserve(spellings.size());
  for (const auto& [text, row] : spellings) {
    texts.push_back(text);
    rows.push_back(row);
  }
  Column column(std::move(rows));
  column.texts = TextPool(texts);
  return column;
}

}  // namespace

Read<Estate> EstateBuilder::build() && {
  EstateDraft& draft = state_->draft;
  std::vector<std::uint8_t> own_columns;
  own_columns.reserve(draft.table(TableId::ownership).columns.size());
  for (const ColumnDraft& column : draft.table(TableId::ownership).columns) {
    own_columns.push_back(column.present ? 1 : 0);
  }
  // The registry's rows are added behind the estate's own, and so are their spellings.
  const std::size_t own_cells = draft.vendor_cells.names.size();
  const std::vector<std::uint32_t> vendor_of = resolve_vendors(draft, state_->registry);
  Frozen frozen = freeze(draft, vendor_of);
  frozen.estate.set_own_ownership_columns(std::move(own_columns));
  frozen.estate.set_own_vendors(freeze(state_->own, {}).estate.table(TableId::vendors));
  frozen.estate.set_vendor_spellings(spellings_of(draft, std::span(vendor_of).first(own_cells),
                                                  frozen.estate.table(TableId::vendors)));
  // Without as_of, half of the checks would find faults that are none.
  if (draft.has_manifest) check_whole(draft, frozen, state_->functions);
  return {std::move(frozen.estate), std::move(draft.diagnostics)};
}

}  // namespace relook::estate
