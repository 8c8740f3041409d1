// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace relook::report {

struct KeyValue {
  std::string label;
  std::string text;

  friend bool operator==(const KeyValue&, const KeyValue&) = default;
};

}  // namespace relook::report
