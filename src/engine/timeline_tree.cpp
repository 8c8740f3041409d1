// SPDX-License-Identifier: Apache-2.0
// The timeline as JSON (docs/schema/check.schema.json).

#include <fmt/format.h>

#include "engine/measured_tree.hpp"
#include "engine/timeline.hpp"

namespace relook::engine {
namespace {

using codec::Tree;
using decision::Rule;

Tree course_tree(const Course& course, const Rule& rule) {
  Tree out = Tree::object();
  out.add("finding", course.finding);
  out.add("breaches_since",
          course.breaches_since ? Tree(to_string(*course.breaches_since)) : Tree(nullptr));
  Tree& steps = out.add("steps", Tree::array());
  for (const CourseStep& step : course.steps) {
    Tree& entry = steps.push(Tree::object());
    entry.add("from", to_string(step.from));
    entry.add("verdict", name_of(step.verdict));
    entry.add("measured", measured_tree(step.measured, rule));
    entry.add("limit", share_tree(limit_of(rule)));
  }
  return out;
}

Tree left_tree(const std::optional<Left>& left) {
  if (!left) return Tree(nullptr);
  Tree out = Tree::object();
  out.add("at_least", Tree::integer(left->at_least));
  out.add("at_most", left->at_most ? Tree::integer(*left->at_most) : Tree(nullptr));
  return out;
}

Tree work_tree(const LeftToDo& left, const Rule& rule) {
  const bool cap = rule.kind == decision::RuleKind::cap;
  Tree out = Tree::object();
  out.add("finding", left.finding);
  out.add("due", to_string(left.due));
  out.add("days_left", left.days_left);
  out.add("counts", cap ? decision::kMeasures[static_cast<std::size_t>(rule.measure)]
                        : estate::schema(decision::table_of(rule.over)).name);
  out.add("unit", cap ? decision::unit_of(rule.measure) : std::string_view("count"));
  out.add("now", left_tree(left.now));
  out.add("by_plan", left_tree(left.by_plan));
  out.add("per_month", left.per_month ? Tree::integer(*left.per_month) : Tree(nullptr));
  return out;
}

}  // namespace

std::string early_days_text(const Timeline& timeline) {
  if (timeline.from >= timeline.as_of) return {};
  return fmt::format(
      "Before {} this is what the estate's own dates say. Equipment that was removed before that "
      "day may be missing from it, so that an earlier day can have been otherwise.",
      to_string(timeline.as_of));
}

Tree::Object timeline_members(const Timeline& timeline, const decision::Decision& decision) {
  Tree out = Tree::object();
  Tree& courses = out.add("timeline", Tree::array());
  for (const Course& course : timeline.courses) {
    courses.push(course_tree(course, decision.rules[course.rule]));
  }
  Tree& total = out.add("timeline_total", Tree::array());
  for (const TotalStep& step : timeline.total) {
    Tree& entry = total.push(Tree::object());
    entry.add("from", to_string(step.from));
    entry.add("verdict", name_of(step.total));
  }
  Tree& span = out.add("timeline_span", Tree::object());
  span.add("from", to_string(timeline.from));
  span.add("until", to_string(timeline.until));
  const std::string note = early_days_text(timeline);
  span.add("note", note.empty() ? Tree(nullptr) : Tree(note));
  Tree& work = out.add("left_to_do", Tree::array());
  for (const LeftToDo& left : timeline.left) {
    work.push(work_tree(left, decision.rules[left.rule]));
  }
  return std::move(std::get<Tree::Object>(out.value));
}

}  // namespace relook::engine
