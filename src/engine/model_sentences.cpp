// SPDX-License-Identifier: Apache-2.0
#include "engine/model_sentences.hpp"

namespace relook::engine {

std::span<const std::string_view> model_sentences() {
  static constexpr std::string_view kSentences[] = {
      "The network has converged: answers are about the state after routers have agreed.",
      "Traffic follows least-cost paths. A link is used only when both its ends announce it.",
      "Through several OSPF areas each router decides by itself: it prefers a path inside the area "
      "of the destination, and otherwise takes what border routers tell it, which listen to the "
      "backbone alone.",
      "Every path of equal cost counts, and traffic is split equally over next hops.",
      "In a plane, traffic follows the least-cost paths over the links that its constraints leave.",
      "Elements that are not transit only start and end paths.",
      "A path crosses its elements, what its links ride on, and what hosts any of these.",
      "An element fails with what hosts it, and takes its links and those that ride on it. A "
      "site's or a risk group's failure counts as one.",
      "A scenario that takes away an end of a demand is set aside for it. One that leaves it "
      "without a path makes it unserved, which is no breach.",
      "Tunnels and several ends are those that the estate lists. Where it does not say whether "
      "there are any, the answer is undecided.",
      "A demand that leaves the estate is followed to its border and no further.",
  };
  return kSentences;
}

std::span<const std::string_view> not_modelled() {
  static constexpr std::string_view kSentences[] = {
      "Transients while routers converge.",
      "Tunnels that routers compute themselves.",
      "BGP policy.",
      "Optical restoration.",
      "Ranges, virtual links and stub areas of OSPF.",
      "Several routing areas of any other kind: where a part of the network has them, it is "
      "undecided.",
  };
  return kSentences;
}

}  // namespace relook::engine
