// SPDX-License-Identifier: Apache-2.0
#include "estate/resolve.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "estate/folder.hpp"
#include "testing/golden.hpp"
#include "testing/temporary_folder.hpp"

namespace relook::estate {
namespace {

using Files = std::map<std::string, std::string>;

const Registry& registry() {
  static const Registry kRegistry{
      {{"acme", "Acme Corporation", {"Acme Inc", "Road Runner Works"}, {"9999"}, "US", "", ""},
       {"bolt", "Bolt & Co", {}, {}, "", "", ""}},
      {{"bolt", "acme", parse_date("2015-01-01"), {}, "", ""}},
      {}};
  return kRegistry;
}

Read<Estate> read(Files files, const Registry& known = registry()) {
  const testing::TemporaryFolder folder;
  files.emplace("estate.toml", "format = \"relook-estate/1\"\nas_of = 2020-01-28\n");
  for (const auto& [name, text] : files) testing::spill(folder.path() / name, text);
  return read_folder(folder.path(), known, Functions());
}

// What the run of an estate with these tables is told: the first fault, without its folder.
std::string fault(const Files& files) {
  const Read<Estate> got = read(files);
  if (!got.diagnostics.has_errors()) return "";
  const Diagnostic d = got.diagnostics.sorted().front();
  return std::filesystem::path(d.file).filename().string() + ":" + std::to_string(d.at.line) +
         ": " + d.message;
}

std::string resolved(const std::string& cell) {
  const Read<Estate> got = read({{"elements.csv", "id,vendor\ne,\"" + cell + "\"\n"}});
  if (got.diagnostics.has_errors()) return got.diagnostics.sorted().front().message;
  return cell_text(got.value, column::kElementVendor, 0);
}

TEST(Vendors, AreFoundByIdNameOrAlias) {
  EXPECT_EQ(resolved("acme"), "acme");
  EXPECT_EQ(resolved("ACME"), "acme");
  EXPECT_EQ(resolved("Acme Corporation"), "acme");
  EXPECT_EQ(resolved("acme, inc."), "acme");
  EXPECT_EQ(resolved("ROAD-RUNNER works"), "acme");
  EXPECT_EQ(resolved("bolt&co"), "bolt");
  EXPECT_EQ(resolved("Acme Corp"),
            "no vendor is known as 'Acme Corp' (did you mean 'Acme Corporation'?); add it to "
            "vendors.csv or correct it");
  EXPECT_EQ(resolved("Zebra"),
            "no vendor is known as 'Zebra'; add it to vendors.csv or correct it");
  EXPECT_EQ(resolved("&"), "no vendor is known as '&'; add it to vendors.csv or correct it");
}

TEST(Vendors, OfTheEstateStandBesideTheRegistrys) {
  const Read<Estate> got = read({{"vendors.csv", "id,aliases\nnew,Newcomer;New Co\n"},
                                 {"elements.csv", "id,vendor\ne,NEWCO\n"}});
  ASSERT_FALSE(got.diagnostics.has_errors());
  EXPECT_EQ(cell_text(got.value, column::kElementVendor, 0), "new");
  EXPECT_EQ(got.value.rows(TableId::vendors), 3U);
  EXPECT_TRUE(got.value.registry_vendor(*got.value.table(TableId::vendors).find("acme")));
  EXPECT_FALSE(got.value.registry_vendor(*got.value.table(TableId::vendors).find("new")));
  EXPECT_EQ(got.value.rows(TableId::ownership), 1U);
  EXPECT_TRUE(got.value.registry_ownership(0));
}

TEST(Vendors, OfTheRegistryMayBeAddedToButNotChanged) {
  const Read<Estate> got = read({{"vendors.csv", "id,aliases,pens\nacme,Coyote Supply,1\n"},
                                 {"elements.csv", "id,vendor\na,coyote supply\nb,Acme Inc\n"}});
  ASSERT_FALSE(got.diagnostics.has_errors());
  EXPECT_EQ(cell_text(got.value, column::kElementVendor, 0), "acme");
  EXPECT_EQ(cell_text(got.value, column::kElementVendor, 1), "acme");
  const std::uint32_t acme = *got.value.table(TableId::vendors).find("acme");
  EXPECT_EQ(cell_text(got.value, column::kVendorAliases, acme),
            "Acme Inc;Coyote Supply;Road Runner Works");
  EXPECT_EQ(cell_text(got.value, column::kVendorPens, acme), "1;9999");
  EXPECT_EQ(cell_text(got.value, column::kVendorName, acme), "Acme Corporation");
  EXPECT_EQ(cell_text(got.value, column::kVendorJurisdiction, acme), "US");
  EXPECT_EQ(table_csv(got.value, TableId::vendors, CsvColumns::present),
            "id,aliases,pens\nacme,Coyote Supply,1\n")
      << "as the estate wrote it";

  EXPECT_EQ(
      fault({{"vendors.csv", "id,jurisdiction\nacme,SE\n"}}),
      "vendors.csv:2: jurisdiction: the registry says 'US' of 'acme'; an estate cannot change "
      "it");
  EXPECT_EQ(fault({{"vendors.csv", "id,name\nacme,Acme Reborn\n"}}),
            "vendors.csv:2: name: the registry says 'Acme Corporation' of 'acme'; an estate cannot "
            "change it");
  EXPECT_EQ(fault({{"vendors.csv", "id,name,jurisdiction\nacme,Acme Corporation,US\n"}}), "");
  EXPECT_EQ(fault({{"vendors.csv", "id,jurisdiction\nbolt,SE\n"}}), "")
      << "the registry does not say where it is";
}

TEST(Vendors, MayNotShareASpelling) {
  EXPECT_EQ(fault({{"vendors.csv", "id,aliases\nx,ACME inc\n"}}),
            "vendors.csv:2: 'Acme Inc' could be 'x' and 'acme': a spelling belongs to one vendor");
  EXPECT_EQ(fault({{"vendors.csv", "id\nAcme\n"}}),
            "vendors.csv:2: 'acme' could be 'Acme' and 'acme': a spelling belongs to one vendor");
  EXPECT_EQ(fault({{"vendors.csv", "id,aliases\nx,Same\ny,same!\n"}}),
            "vendors.csv:3: 'same!' could be 'x' and 'y': a spelling belongs to one vendor");
}

// SEMANTICS 8.1: another edition of the registry does not change what the estate is.
TEST(Vendors, OfTheRegistryAreNoPartOfTheDigest) {
  Registry later = registry();
  later.vendors[0].aliases.push_back("Acme Labs");
  later.vendors.push_back({"zeta", "Zeta", {}, {}, "", "", ""});
  later.ownership.push_back({"zeta", "acme", {}, {}, "", ""});
  const Files files = {{"vendors.csv", "id,aliases\nacme,Coyote Supply\nown,\n"},
                       {"ownership.csv", "vendor,parent\nown,acme\n"},
                       {"elements.csv", "id,vendor\ne,Acme Inc\n"}};
  EXPECT_EQ(digest(read(files).value), digest(read(files, later).value));
  EXPECT_EQ(table_csv(read(files, later).value, TableId::ownership, CsvColumns::present),
            "vendor,parent\nown,acme\n");
}

TEST(Vendors, OfAFolderCalledRegistryAreTheEstatesOwn) {
  const testing::TemporaryFolder root;
  testing::spill(root.path() / "registry/estate.toml",
                 "format = \"relook-estate/1\"\nas_of = 2020-01-28\n");
  testing::spill(root.path() / "registry/ownership.csv", "vendor,parent\nacme,bolt\n");
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(root.path());
  const Read<Estate> got = read_folder("registry", Registry{registry().vendors, {}, {}}, {});
  std::filesystem::current_path(before);
  ASSERT_FALSE(got.diagnostics.has_errors());
  EXPECT_FALSE(got.value.registry_ownership(0));
}

}  // namespace
}  // namespace relook::estate
