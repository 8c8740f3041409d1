// SPDX-License-Identifier: Apache-2.0
// How long a packed file takes to open, by how many elements are in it; warm, as the second command
// on it meets it. The estate is made up here: one site for ten elements, the columns that an
// operator fills. bytes_per_second is that of the file.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "base/file.hpp"
#include "estate/builder.hpp"
#include "store/open.hpp"
#include "store/pack.hpp"
#include "testing/raw_estate.hpp"
#include "testing/temporary_folder.hpp"

namespace {

using namespace relook;
using namespace relook::estate;

TextPool ids(std::string_view prefix, std::size_t count) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) texts.push_back(fmt::format("{}{:09}", prefix, i));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  return TextPool(views);
}

template <class T>
Column repeated(std::size_t rows, const std::vector<T>& values) {
  std::vector<T> cells(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    // Scattered, but the same on every machine.
    cells[row] = values[(row * 2'654'435'761U >> 7) % values.size()];
  }
  return Column(std::move(cells));
}

Column texts(std::size_t rows, const std::vector<std::string_view>& words) {
  std::vector<std::uint32_t> codes = {kUnknownCode};
  for (std::uint32_t code = 0; code < words.size(); ++code) codes.push_back(code);
  Column column = repeated(rows, codes);
  column.texts = TextPool(words);
  return column;
}

// Vendors come with the registry; the rest is set column by column, since 10^7 rows of text would
// take longer to read than all openings together.
Estate made_up(std::size_t elements) {
  static const Registry registry = testing::small_registry();
  static const Functions functions = testing::small_functions();
  EstateBuilder builder(registry, functions);
  const std::vector<std::string_view> vendors = {"honor", "huawei", "nokia", "zte"};
  for (const std::string_view vendor : vendors) builder.name_vendor({vendor, {}}, "made up");
  Estate estate = std::move(builder).build().value;
  estate.manifest = {"made up", *parse_date("2020-01-28"), "GBP", {}, "synthetic"};

  Table sites{.id = TableId::sites, .state = TableState::present, .rows = elements / 10};
  sites.ids = ids("s", sites.rows);
  sites.columns.resize(schema(TableId::sites).columns.size());
  sites.columns[column::kSiteRegion.column] = texts(sites.rows, {"north", "south", "west"});
  sites.columns[column::kSiteLat.column] =
      repeated<std::int64_t>(sites.rows, {kUnknownNumber, 51'500'000'000, 53'250'000'000});
  estate.set_table(std::move(sites));

  Table table{.id = TableId::elements, .state = TableState::present, .rows = elements};
  table.ids = ids("e", elements);
  table.columns.resize(schema(TableId::elements).columns.size());
  const auto set = [&](ColumnRef ref, Column column) {
    table.columns[ref.column] = std::move(column);
  };
  std::vector<std::uint32_t> rows = {kUnknownCode};
  for (const std::string_view vendor : vendors) {
    rows.push_back(*estate.table(TableId::vendors).find(vendor));
  }
  std::vector<std::uint32_t> site_of(elements);
  for (std::size_t i = 0; i < elements; ++i) site_of[i] = static_cast<std::uint32_t>(i / 10);
  set(column::kElementSite, Column(std::move(site_of)));
  set(column::kElementVendor, repeated(elements, rows));
  set(column::kElementFunction, texts(elements, {"AMF", "P", "gNB"}));
  set(column::kElementModel, texts(elements, {"a1", "a2", "b1", "b2", "b3"}));
  set(column::kElementProcuredOn, repeated<std::int32_t>(elements, {kUnknownDay, 17'000, 17'900}));
  set(column::kElementFrom, repeated<std::int32_t>(elements, {kPastDay, 17'500, 18'000}));
  set(column::kElementUntil, repeated<std::int32_t>(elements, {kUnknownDay, 30'000}));
  set(column::kElementTransit, repeated<std::uint32_t>(elements, {0, 1}));
  set(column::kElementCells, repeated<std::int64_t>(elements, {3, 6, 9, kUnknownNumber}));
  set(column::kElementTrafficGbps, repeated<std::int64_t>(elements, {1'000'000, 2'500'000}));
  set(column::kElementSubscribers, repeated<std::int64_t>(elements, {400, 1'200, 90}));
  estate.set_table(std::move(table));
  // Rows that nobody names would not be there.
  estate.set_state(TableId::operators, TableState::present);
  return estate;
}

void open_pack(benchmark::State& state) {
  const testing::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "made-up.pack";
  const Registry registry = testing::small_registry();
  const Functions functions = testing::small_functions();
  {
    const Estate estate = made_up(static_cast<std::size_t>(state.range(0)));
    RELOOK_CHECK(write_file(file, store::Packed(estate).parts()));
  }
  for (auto _ : state) {
    const Read<Estate> read = store::open_packed(file, registry, functions);
    if (read.diagnostics.has_errors()) {
      state.SkipWithError(read.diagnostics.kept().front().message.c_str());
      break;
    }
    benchmark::DoNotOptimize(&read.value);
  }
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
  state.SetBytesProcessed(state.iterations() * bytes);
  state.counters["file_MB"] = static_cast<double>(bytes) / 1e6;
}

BENCHMARK(open_pack)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
