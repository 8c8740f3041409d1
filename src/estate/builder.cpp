// SPDX-License-Identifier: Apache-2.0
#include "estate/builder.hpp"

#include <utility>

#include "estate/checks.hpp"
#include "estate/freeze.hpp"
#include "estate/pieces.hpp"
#include "estate/resolve.hpp"

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

Diagnostics& EstateBuilder::diagnostics() { return state_->draft.diagnostics; }

Read<Estate> EstateBuilder::build() && {
  EstateDraft& draft = state_->draft;
  std::vector<std::uint8_t> own_columns;
  for (const ColumnDraft& column : draft.table(TableId::ownership).columns) {
    own_columns.push_back(column.present ? 1 : 0);
  }
  const std::vector<std::uint32_t> vendor_of = resolve_vendors(draft, state_->registry);
  Frozen frozen = freeze(draft, vendor_of);
  frozen.estate.set_own_ownership_columns(std::move(own_columns));
  frozen.estate.set_own_vendors(freeze(state_->own, {}).estate.table(TableId::vendors));
  // Without as_of, half of the checks would find faults that are none.
  if (draft.has_manifest) check_whole(draft, frozen, state_->functions);
  return {std::move(frozen.estate), std::move(draft.diagnostics)};
}

}  // namespace relook::estate
