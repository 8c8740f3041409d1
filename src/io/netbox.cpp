// SPDX-License-Identifier: Apache-2.0
#include "io/netbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/spelling.hpp"
#include "io/netbox_tree.hpp"

namespace relook::io {

using codec::Tree;

namespace {

std::string decimal_of(double value) {
  std::string text = fmt::format("{:.9f}", value);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string choice_of(const Tree& object) {
  if (const Tree* value = object.find("value"); value != nullptr && value->as_string() != nullptr) {
    return *value->as_string();
  }
  for (const std::string_view name : {"slug", "label", "name", "display"}) {
    const Tree* member = object.find(name);
    if (member == nullptr || member->as_string() == nullptr) continue;
    return name == "label" ? fold_spelling(*member->as_string()) : *member->as_string();
  }
  return {};
}

void count(std::vector<Count>& counts, std::string_view what, std::size_t times = 1) {
  const auto found = std::ranges::find(counts, what, &Count::what);
  if (found != counts.end()) {
    found->times += times;
  } else {
    counts.push_back({std::string(what), times});
  }
}

// Objects of the same number from two pages are one; where they differ nobody knows which is right.
template <class Object>
void sort_objects(std::vector<Object>& objects, std::string_view kind,
                  const std::vector<NetboxDocument>& documents, Diagnostics& diagnostics) {
  std::ranges::sort(objects, {},
                    [](const Object& object) { return std::pair(object.id, object.file); });
  std::vector<Object> unique;
  for (Object& object : objects) {
    if (unique.empty() || unique.back().id != object.id) {
      unique.push_back(std::move(object));
      continue;
    }
    if constexpr (requires { object.fields; }) {
      if (unique.back().fields.fields == object.fields.fields) continue;
      const auto in = [&](std::uint32_t file) {
        const auto found = std::ranges::find(documents, file, &NetboxDocument::file);
        return found->name;
      };
      diagnostics.error(in(object.file), {},
                        fmt::format("{} {} is not the same here and in {}; save both at one time",
                                    kind, object.id, in(unique.back().file)));
    }
  }
  objects = std::move(unique);
}

// A page of a longer answer.
struct Page {
  std::string_view document;
  std::string_view kind;
  std::size_t objects;
  std::size_t total;  ///< what it says that all pages hold together
  bool more;          ///< whether it says that another page follows
};

// A page that is followed by another is good where all of them were given.
void check_pages(const std::vector<Page>& pages, Diagnostics& diagnostics) {
  for (const Page& page : pages) {
    std::size_t given = 0;
    for (const Page& other : pages) given += other.kind == page.kind ? other.objects : 0;
    if (given >= page.total && (!page.more || given > page.objects)) continue;
    diagnostics.error(page.document, {},
                      fmt::format("pages are missing: of {} {} that NetBox has, {} are given; ask "
                                  "again with ?limit=0, or save every page",
                                  page.total, page.kind.empty() ? "objects" : page.kind, given));
  }
}

// Gives the kind of what stands first.
std::string_view read_page(const NetboxDocument& document, const Tree::Array& results,
                           NetboxGathering& gathering, SourceReport& report) {
  std::size_t unread = 0;
  std::string_view first;
  for (const Tree& object : results) {
    ++report.rows_read;
    const std::string_view kind = read_rest_object(object, document.file, gathering);
    if (first.empty()) first = kind;
    if (kind.empty()) {
      ++unread;
    } else {
      count(report.objects, kind);
    }
  }
  if (unread > 0) count(report.objects, "objects of a kind that relook does not read", unread);
  return first;
}

void read_answer(const NetboxDocument& document, NetboxGathering& gathering, SourceReport& report,
                 std::vector<Page>& pages) {
  report.format = "an answer of NetBox's REST interface";
  const Tree& tree = document.tree;
  if (const Tree::Array* objects = tree.as_array()) {
    (void)read_page(document, *objects, gathering, report);
    return;
  }
  const Tree* results = tree.find("results");
  if (results == nullptr) {
    (void)read_page(document, {tree}, gathering, report);
    if (report.objects.size() == 1 && report.objects[0].what.starts_with("objects")) {
      gathering.diagnostics.error(document.name, {},
                                  "this JSON is neither an answer of NetBox nor a dump of it");
    }
    return;
  }
  if (results->as_array() == nullptr) {
    gathering.diagnostics.error(document.name, {}, "`results` must be a list");
    return;
  }
  // An empty list says that there are none of its kind; only the file's name tells which kind.
  if (results->as_array()->empty()) {
    count(report.objects, "an empty list");
    if (document.name.find("cable") != std::string::npos) gathering.netbox.has_cables = true;
    if (document.name.find("inventory") != std::string::npos) gathering.netbox.has_parts = true;
  }
  const std::string_view kind = read_page(document, *results->as_array(), gathering, report);
  const Tree* next = tree.find("next");
  const std::size_t objects = results->as_array()->size();
  const auto total = number_of(tree.find("count"));
  pages.push_back({document.name, kind, objects,
                   total && *total > 0 ? static_cast<std::size_t>(*total) : 0,
                   next != nullptr && !next->is_null()});
}

bool is_dump(const Tree& tree) {
  const Tree::Array* objects = tree.as_array();
  return objects != nullptr && !objects->empty() && objects->front().find("model") != nullptr &&
         objects->front().find("fields") != nullptr;
}

}  // namespace

std::string text_of(const Tree* tree) {
  if (tree == nullptr || tree->is_null()) return {};
  if (const std::string* text = tree->as_string()) return *text;
  if (const std::int64_t* integer = tree->as_integer()) return std::to_string(*integer);
  if (const double* value = tree->as_double()) return decimal_of(*value);
  if (const bool* flag = tree->as_bool()) return *flag ? "yes" : "no";
  if (const Tree::Array* items = tree->as_array()) {
    std::string text;
    for (const Tree& item : *items) text += (text.empty() ? "" : ";") + text_of(&item);
    return text;
  }
  return choice_of(*tree);
}

std::optional<NetboxId> number_of(const Tree* tree) {
  if (tree == nullptr) return std::nullopt;
  if (const std::int64_t* integer = tree->as_integer()) return *integer;
  if (tree->as_object() != nullptr) return number_of(tree->find("id"));
  return std::nullopt;
}

std::optional<NetboxName> name_of(const Tree* tree) {
  if (tree == nullptr || tree->as_object() == nullptr) return std::nullopt;
  return NetboxName{number_of(tree).value_or(0), text_of(tree->find("slug")),
                    text_of(tree->find("name"))};
}

NetboxFields fields_of(const Tree& object) {
  NetboxFields fields;
  for (const codec::Member& member : *object.as_object()) {
    const bool custom = member.name == "custom_fields" || member.name == "custom_field_data";
    if (custom && member.tree.as_object() != nullptr) {
      for (const codec::Member& field : *member.tree.as_object()) {
        fields.fields.emplace_back("cf." + field.name, text_of(&field.tree));
      }
    } else {
      fields.fields.emplace_back(member.name, text_of(&member.tree));
    }
  }
  std::ranges::sort(fields.fields);
  return fields;
}

std::string port_kind(std::string_view type) {
  const std::size_t dot = type.find('.');
  if (dot != std::string_view::npos) type.remove_prefix(dot + 1);
  std::string kind;
  for (const char c : type) {
    if (c != '-' && c != '_') kind.push_back(c);
  }
  return kind;
}

Netbox read_netbox(const std::vector<NetboxDocument>& documents, std::vector<SourceReport>& reports,
                   Diagnostics& diagnostics) {
  NetboxGathering gathering{{}, {}, diagnostics};
  std::vector<Page> pages;
  for (const NetboxDocument& document : documents) {
    SourceReport& report = reports[document.file];
    if (is_dump(document.tree)) {
      report.format = "a dump of NetBox's database";
      report.rows_read = document.tree.as_array()->size();
      read_dump(document, gathering, report.objects);
    } else {
      read_answer(document, gathering, report, pages);
    }
  }
  check_pages(pages, diagnostics);
  Netbox& netbox = gathering.netbox;
  sort_objects(netbox.devices, "device", documents, diagnostics);
  sort_objects(netbox.sites, "site", documents, diagnostics);
  sort_objects(netbox.cables, "cable", documents, diagnostics);
  std::ranges::sort(netbox.parts, {},
                    [](const NetboxPart& part) { return std::pair(part.kind, part.id); });
  const auto same = std::ranges::unique(
      netbox.parts, {}, [](const NetboxPart& part) { return std::pair(part.kind, part.id); });
  netbox.parts.erase(same.begin(), same.end());
  for (NetboxDevice& device : netbox.devices) {
    const auto type = gathering.types.find(device.type);
    if (type == gathering.types.end()) continue;
    if (!device.manufacturer) device.manufacturer = type->second.manufacturer;
    if (device.model.empty()) device.model = type->second.model;
  }
  return netbox;
}

}  // namespace relook::io
