// SPDX-License-Identifier: Apache-2.0
// The registry as a report: a list of vendors, or one in full with who owned it when.

#include <fmt/format.h>

#include "engine/inputs.hpp"
#include "engine/vendors.hpp"

namespace relook::engine {
namespace {

using codec::Tree;

std::string family_text(const VendorEntry& vendor) {
  std::string text = listed(vendor.heads);
  if (!vendor.possible_owners.empty()) {
    text += fmt::format("; perhaps owned by {}", listed(vendor.possible_owners));
  }
  if (vendor.any_owner) text += "; anybody may own it besides";
  return text;
}

std::string days_text(const Owned& owned) {
  const std::string from = owned.from.empty() ? "a day not known" : owned.from;
  if (owned.until.empty() || owned.until == "-") return fmt::format("from {}", from);
  return fmt::format("from {} until {}", from, owned.until);
}

std::string_view said_by(bool by_registry) { return by_registry ? "registry" : "estate"; }

Tree owned_tree(const std::vector<Owned>& rows) {
  Tree list = Tree::array();
  for (const Owned& owned : rows) {
    Tree one = Tree::object();
    one.add("vendor", owned.vendor);
    one.add("parent", owned.parent.empty() ? Tree(nullptr) : Tree(owned.parent));
    one.add("from", owned.from.empty() ? Tree(nullptr) : Tree(owned.from));
    one.add("until", owned.until.empty() ? Tree(nullptr) : Tree(owned.until));
    one.add("said_by", said_by(owned.by_registry));
    one.add("source", owned.source);
    one.add("note", owned.note);
    list.push(std::move(one));
  }
  return list;
}

Tree vendor_tree(const VendorEntry& vendor) {
  Tree one = Tree::object();
  one.add("id", vendor.id);
  one.add("name", vendor.name);
  one.add("jurisdiction", vendor.jurisdiction.empty() ? Tree(nullptr) : Tree(vendor.jurisdiction));
  one.add("families", texts_tree(vendor.heads));
  one.add("possible_owners", texts_tree(vendor.possible_owners));
  one.add("any_owner", vendor.any_owner);
  one.add("aliases", texts_tree(vendor.aliases));
  one.add("pens", texts_tree(vendor.pens));
  one.add("said_by", said_by(vendor.by_registry));
  one.add("source", vendor.source);
  one.add("note", vendor.note);
  one.add("owners", owned_tree(vendor.owners));
  one.add("owns", owned_tree(vendor.owns));
  return one;
}

report::Table list_table(const VendorsResult& result) {
  report::Table table{.id = "Vendors", .title = "By id", .columns = {}};
  table.role = report::TableRole::main;
  table.columns = {{.id = "id", .header = "Id"},
                   {.id = "name", .header = "Name"},
                   {.id = "jurisdiction", .header = "Seat"},
                   {.id = "family", .header = "Family"},
                   {.id = "aliases", .header = "Also spelt"},
                   {.id = "pens", .header = "Enterprise numbers"},
                   {.id = "said_by", .header = "Said by"}};
  for (const VendorEntry& vendor : result.vendors) {
    table.rows.push_back(
        {{vendor.id, vendor.name, vendor.jurisdiction, family_text(vendor), listed(vendor.aliases),
          listed(vendor.pens), said_by(vendor.by_registry)}});
  }
  return table;
}

report::Table owned_table(std::string id, std::string title, const std::vector<Owned>& rows) {
  report::Table table{.id = std::move(id), .title = std::move(title), .columns = {}};
  table.columns = {{.id = "vendor", .header = "Vendor"},
                   {.id = "parent", .header = "Owned by"},
                   {.id = "when", .header = "When"},
                   {.id = "source", .header = "Source"},
                   {.id = "note", .header = "Note"}};
  table.empty = "Nobody that is known.";
  for (const Owned& owned : rows) {
    table.rows.push_back(
        {{owned.vendor, owned.parent.empty() ? "somebody" : owned.parent, days_text(owned),
          owned.by_registry ? owned.source : std::string("the estate"), owned.note}});
  }
  return table;
}

void add_in_full(const VendorEntry& vendor, std::size_t number, report::Document& document) {
  document.add(report::Heading{fmt::format("{} ({})", vendor.name, vendor.id)},
               report::Shown::reading | report::Shown::workbook);
  report::KeyValues head;
  head.entries = {{"Seat", vendor.jurisdiction.empty() ? "not known" : vendor.jurisdiction},
                  {"Family", family_text(vendor)},
                  {"Also spelt", listed(vendor.aliases)},
                  {"Enterprise numbers", listed(vendor.pens)},
                  {"Source", vendor.by_registry ? vendor.source : std::string("the estate")}};
  if (!vendor.note.empty()) head.entries.push_back({"Note", vendor.note});
  document.add(std::move(head), report::Shown::reading | report::Shown::workbook);
  const report::Shown shown = report::Shown::reading | report::Shown::workbook;
  document.add(owned_table(fmt::format("Owners {}", number), "Who owned it", vendor.owners), shown);
  document.add(owned_table(fmt::format("Owns {}", number), "What it owned", vendor.owns), shown);
}

}  // namespace

report::Document vendors_document(const VendorsResult& result) {
  report::Document document{.title = "Vendors"};
  document.subtitle =
      fmt::format("Families on {}{}", to_string(result.on),
                  result.estate_name.empty() ? "" : ", with what " + result.estate_name + " adds");
  if (result.in_full) {
    std::size_t number = 0;
    for (const VendorEntry& vendor : result.vendors) add_in_full(vendor, ++number, document);
    document.add(list_table(result), report::Shown::csv);
  } else {
    document.add(list_table(result));
  }
  document.data = new_data();
  document.data.add("on", to_string(result.on));
  document.data.add("registry", to_string(result.registry));
  document.data.add("estate",
                    result.estate_name.empty() ? Tree(nullptr) : Tree(result.estate_name));
  Tree& list = document.data.add("vendors", Tree::array());
  for (const VendorEntry& vendor : result.vendors) list.push(vendor_tree(vendor));
  document.list_member = "vendors";
  return document;
}

}  // namespace relook::engine
