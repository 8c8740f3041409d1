// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/prove.hpp"
#include "report/document.hpp"

namespace relook::engine {

/// Adds a page for a partner who does not see the network: the verdict, on which traffic it is, why
/// it may be believed, under which assumptions, and what is not covered.
void add_partner_page(const ProveResult& result, report::Document& document);

}  // namespace relook::engine
