// SPDX-License-Identifier: Apache-2.0
#include "decision/selector.hpp"

#include <utility>

#include "decision/binder.hpp"
#include "decision/field.hpp"
#include "decision/lexer.hpp"

namespace relook::decision {

estate::TableId table_of(Subject subject) {
  using estate::TableId;
  switch (subject) {
    case Subject::elements:
      return TableId::elements;
    case Subject::links:
      return TableId::links;
    case Subject::supplies:
      return TableId::supplies;
    case Subject::demands:
      return TableId::demands;
    case Subject::places:
      return TableId::places;
    case Subject::operators:
      return TableId::operators;
    case Subject::networks:
      return TableId::networks;
    case Subject::sites:
      return TableId::sites;
    case Subject::vendors:
      return TableId::vendors;
  }
  RELOOK_CHECK(false);
}

Read<Selector> compile_selector(std::string_view text, const Origin& where, Subject subject,
                                const Vocabulary& vocabulary, KnownUse known) {
  return Binder(vocabulary, known).bind(text, where, subject);
}

Selector everything(Subject subject) {
  Selector selector{.subject = subject, .text = "true"};
  selector.root = selector.nodes.push_back({table_of(subject), Constant{Truth::yes}});
  return selector;
}

Read<GroupPath> compile_group_path(std::string_view text, const Origin& where, Subject subject) {
  Read<NamePath> names = parse_path(text, where);
  if (names.diagnostics.has_errors()) return {{}, std::move(names.diagnostics)};
  const std::string written = path_text(names.value);
  // Links, supplies and demands have no operator of their own: they belong to those of their
  // elements.
  const bool of_elements =
      subject == Subject::links || subject == Subject::supplies || subject == Subject::demands;
  if (written == "operator" && of_elements) {
    const char* end = subject == Subject::links      ? "a.operator"
                      : subject == Subject::supplies ? "element.operator"
                                                     : "from.operator";
    Read<GroupPath> of_element = compile_group_path(end, where, subject);
    of_element.value.text = written;
    return of_element;
  }
  std::expected<Path, PathFault> path = resolve_path(names.value, table_of(subject), {});
  const auto fault = [&](std::size_t part, const std::string& message) {
    const std::uint32_t offset =
        names.value.parts[std::min(part, names.value.parts.size() - 1)].offset;
    names.diagnostics.error(where.file, position_at(text, where.at, offset), message);
  };
  if (!path) {
    fault(path.error().part, path.error().message);
    return {{}, std::move(names.diagnostics)};
  }
  const ValueType type = type_of(*path);
  if (type.kind != ValueKind::text && type.kind != ValueKind::reference &&
      type.kind != ValueKind::word && type.kind != ValueKind::yes_no) {
    fault(names.value.parts.size() - 1, "`" + path_text(names.value) + "` is " + type_text(type) +
                                            ": rows cannot be grouped by it");
  }
  return {{std::move(*path), path_text(names.value)}, std::move(names.diagnostics)};
}

const std::vector<VendorName>& vendor_names(const Selector& selector) { return selector.vendors; }

}  // namespace relook::decision
