// SPDX-License-Identifier: Apache-2.0
#include "estate/pieces.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <vector>

#include "base/parallel.hpp"
#include "codec/csv_plain.hpp"
#include "estate/table_reader.hpp"

namespace relook::estate {
namespace {

// By the number that a piece gave, the number that the whole has.
using NewCodes = std::vector<std::uint32_t>;

// One piece, and how its numbers are to be read.
struct Piece {
  std::string_view bytes;
  std::uint32_t first_line = 1;
  std::size_t rows_max = 0;
  EstateDraft draft;
  std::array<NewCodes, kTableCount> names;
  NewCodes vendor_cells;
  std::vector<NewCodes> texts;  ///< by column
  std::vector<NewCodes> cells;  ///< by column
};

struct Header {
  std::vector<std::uint8_t> columns;  ///< as the file has them
  std::size_t row_bytes_max;
};

// Makes room for as many rows as the piece may have, so that nothing is moved as they come.
void make_room(TableDraft& table, const Header& header, std::size_t rows) {
  table.origins.reserve(rows);
  if (table.schema->has_ids()) {
    table.own_id.reserve(rows);
    table.ids.reserve(rows);
  }
  for (const std::uint8_t number : header.columns) {
    if (number == kPassedOver) continue;
    ColumnDraft& column = table.columns[number];
    const CellType type = table.schema->columns[number].type;
    if (type == CellType::date) {
      column.days.reserve(rows);
    } else if (type == CellType::quantity) {
      column.numbers.reserve(rows);
    } else if (type != CellType::id) {
      column.codes.reserve(rows);
    }
  }
}

// Reads the rows of the piece into its draft; false where anything is wrong.
bool read_piece(Piece& piece, TableId table, const Header& header, std::uint32_t file) {
  if (!codec::is_plain_csv(piece.bytes)) return false;
  while (piece.draft.files.size() <= file) piece.draft.files.fresh({});
  std::vector<std::uint8_t> columns;
  for (const std::uint8_t column : header.columns) {
    if (column != kPassedOver) columns.push_back(column);
  }
  make_room(piece.draft.table(table), header, piece.rows_max);
  std::vector<CellSource> cells;
  codec::PlainCsvReader reader(piece.bytes, piece.first_line);
  while (reader.next()) {
    const std::span<const codec::CsvField> row = reader.row();
    if (row.size() != header.columns.size() || reader.row_bytes() > header.row_bytes_max) {
      return false;
    }
    cells.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (header.columns[i] != kPassedOver) cells.push_back({row[i].text, row[i].at});
    }
    append_row(piece.draft, table, columns, cells, file);
    if (piece.draft.diagnostics.has_errors()) return false;
  }
  return true;
}

// Many names stay where the part has them, and that is the whole's from then on.
NewCodes join_names(IdDraft& whole, IdDraft& part) {
  constexpr std::uint32_t kAhead = 16;
  constexpr std::size_t kMany = 4096;
  const bool stay = part.names.size() >= kMany;
  NewCodes codes;
  codes.reserve(part.names.size());
  for (std::uint32_t name = 0; name < part.names.size(); ++name) {
    if (name + kAhead < part.names.size()) whole.names.fetch(part.names[name + kAhead]);
    codes.push_back(stay ? whole.use_lasting(part.names[name], part.first_use[name])
                         : whole.use(part.names[name], part.first_use[name]));
  }
  if (stay) whole.names.take_texts(std::move(part.names));
  return codes;
}

NewCodes join_texts(Interner& whole, const Interner& part) {
  NewCodes codes;
  codes.reserve(part.size());
  for (std::uint32_t code = 0; code < part.size(); ++code) codes.push_back(whole.code(part[code]));
  return codes;
}

class Joining {
 public:
  Joining(EstateDraft& draft, TableId table, std::vector<Piece>& pieces)
      : draft_(draft), id_(table), whole_(draft.table(table)), pieces_(pieces) {}

  // False, and no row added, where two rows have the same id.
  bool join() {
    make_room();
    for (Piece& piece : pieces_) join_dictionaries(piece);
    if (!join_ids()) return false;
    for (Piece& piece : pieces_) {
      const RowVector<Origin>& origins = part_of(piece).origins;
      whole_.origins.insert(whole_.origins.end(), origins.begin(), origins.end());
    }
    for (Piece& piece : pieces_) join_lists(piece);
    parallel_chunks(
        whole_.columns.size(), 0, [&](std::size_t column, Chunk) { join_column(column); }, 1);
    return true;
  }

 private:
  TableDraft& part_of(Piece& piece) const { return piece.draft.table(id_); }

  // For the ids of all rows, and what is told of each row.
  void make_room() {
    std::size_t rows = 0;
    for (Piece& piece : pieces_) rows += part_of(piece).rows();
    whole_.origins.reserve(whole_.origins.size() + rows);
    if (!whole_.schema->has_ids()) return;
    whole_.own_id.reserve(whole_.own_id.size() + rows);
    whole_.ids.reserve(rows);
  }

  void join_dictionaries(Piece& piece) {
    for (std::size_t t = 0; t < kTableCount; ++t) {
      piece.names[t] = join_names(draft_.tables[t].ids, piece.draft.tables[t].ids);
    }
    piece.vendor_cells = join_names(draft_.vendor_cells, piece.draft.vendor_cells);
    piece.texts.resize(whole_.columns.size());
    piece.cells.resize(whole_.columns.size());
    for (std::size_t i = 0; i < whole_.columns.size(); ++i) {
      const ColumnDraft& part = part_of(piece).columns[i];
      piece.texts[i] = join_texts(whole_.columns[i].texts, part.texts);
      piece.cells[i] = join_texts(whole_.columns[i].cells, part.cells);
    }
  }

  bool join_ids() {
    if (!whole_.schema->has_ids()) return true;
    const std::size_t before = whole_.own_id.size();
    for (Piece& piece : pieces_) {
      for (const std::uint32_t own : part_of(piece).own_id) {
        const std::uint32_t name = piece.names[static_cast<std::size_t>(id_)][own];
        if (whole_.ids.row_of[name] != kUnknownCode) {
          forget_ids(before);
          return false;
        }
        whole_.ids.row_of[name] = static_cast<std::uint32_t>(whole_.own_id.size());
        whole_.own_id.push_back(name);
      }
    }
    return true;
  }
  void forget_ids(std::size_t before) {
    for (std::size_t row = before; row < whole_.own_id.size(); ++row) {
      whole_.ids.row_of[whole_.own_id[row]] = kUnknownCode;
    }
    whole_.own_id.resize(before);
    // The table had no rows, so nothing else is known of its texts and lists.
    for (ColumnDraft& column : whole_.columns) {
      column.texts = Interner();
      column.cells = Interner();
    }
  }

  const NewCodes& names_of(const Piece& piece, TableId target) const {
    return target == TableId::vendors ? piece.vendor_cells
                                      : piece.names[static_cast<std::size_t>(target)];
  }

  // A list is kept once for each different cell, in the order in which they came.
  void join_lists(Piece& piece) {
    for (std::size_t i = 0; i < whole_.columns.size(); ++i) {
      const ColumnSchema& column = whole_.schema->columns[i];
      std::vector<std::vector<std::uint32_t>>& lists = whole_.columns[i].lists;
      const NewCodes& items =
          column.type == CellType::references ? names_of(piece, column.target) : piece.texts[i];
      for (std::uint32_t cell = 0; cell < piece.cells[i].size(); ++cell) {
        if (piece.cells[i][cell] < lists.size()) continue;
        std::vector<std::uint32_t> list = part_of(piece).columns[i].lists[cell];
        for (std::uint32_t& item : list) item = items[item];
        lists.push_back(std::move(list));
      }
    }
  }

  // What the codes of the column mean, or nothing where they mean the same in every piece.
  const NewCodes* codes_of(const Piece& piece, std::size_t number) const {
    const ColumnSchema& column = whole_.schema->columns[number];
    switch (column.type) {
      case CellType::reference:
        return &names_of(piece, column.target);
      case CellType::text:
        return &piece.texts[number];
      case CellType::references:
      case CellType::texts:
        return &piece.cells[number];
      default:
        return nullptr;
    }
  }

  void join_column(std::size_t number) {
    ColumnDraft& out = whole_.columns[number];
    const std::size_t rows = whole_.origins.size();
    for (Piece& piece : pieces_) {
      ColumnDraft& part = part_of(piece).columns[number];
      if (!part.days.empty()) out.days.reserve(rows);
      if (!part.numbers.empty()) out.numbers.reserve(rows);
      if (!part.codes.empty()) out.codes.reserve(rows);
      out.present = out.present || part.present;
      out.days.insert(out.days.end(), part.days.begin(), part.days.end());
      out.numbers.insert(out.numbers.end(), part.numbers.begin(), part.numbers.end());
      const NewCodes* const meaning = codes_of(piece, number);
      for (const std::uint32_t code : part.codes) {
        out.codes.push_back(meaning != nullptr && is_value(code) ? (*meaning)[code] : code);
      }
      part = {};
    }
  }

  EstateDraft& draft_;
  TableId id_;
  TableDraft& whole_;
  std::vector<Piece>& pieces_;
};

}  // namespace

bool append_in_pieces(EstateDraft& draft, const TableSchema& table, std::string_view bytes,
                      std::uint32_t file, std::size_t piece_bytes) {
  // Columns may differ between files of one table; so only the first one is read here.
  if (bytes.size() <= piece_bytes || draft.table(table.id).rows() > 0) return false;
  const std::size_t line_end = bytes.find('\n');
  if (line_end == std::string_view::npos) return false;
  Diagnostics diagnostics;
  const codec::CsvOptions options;
  codec::CsvReader reader(bytes.substr(0, line_end + 1), {}, options, diagnostics);
  if (!reader.next()) return false;
  const auto columns = read_header(reader, table, {}, diagnostics);
  if (!columns || diagnostics.has_errors()) return false;
  const Header header{*columns, options.row_bytes_max};

  const std::vector<std::string_view> cuts =
      codec::cut_at_lines(bytes.substr(line_end + 1), piece_bytes);
  std::vector<Piece> pieces(cuts.size());
  std::vector<std::size_t> lines_of(cuts.size());
  parallel_chunks(
      cuts.size(), 0,
      [&](std::size_t i, Chunk) {
        lines_of[i] = static_cast<std::size_t>(std::ranges::count(cuts[i], '\n'));
      },
      1);
  std::uint32_t line = 2;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    pieces[i].bytes = cuts[i];
    pieces[i].first_line = line;
    // The last one may have no end; a row has a byte behind each of its cells.
    pieces[i].rows_max = std::min(lines_of[i] + 1, cuts[i].size() / header.columns.size() + 1);
    line += static_cast<std::uint32_t>(lines_of[i]);
  }
  std::atomic<bool> good = true;
  parallel_chunks(
      pieces.size(), 0,
      [&](std::size_t i, Chunk) {
        if (good && !read_piece(pieces[i], table.id, header, file)) good = false;
      },
      1);
  if (!good || !Joining(draft, table.id, pieces).join()) return false;
  for (const std::uint8_t column : header.columns) {
    if (table.columns[column].type != CellType::id) {
      draft.table(table.id).columns[column].present = true;
    }
  }
  return true;
}

}  // namespace relook::estate
