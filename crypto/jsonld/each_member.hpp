// The members of an object one after the other, as they stand or in the order of their names.
#pragma once

#include <algorithm>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::jsonld {

/// Calls `visit` with each member until it fails.
template <class Visit>
Result<void> each_member(json::Value object, bool ordered, const Visit& visit) {
  if (!ordered) {
    for (const json::Member member : object.members()) TRY_OK(visit(member));
    return {};
  }
  std::vector<json::Member> members;
  for (const json::Member member : object.members()) members.push_back(member);
  std::ranges::sort(members, {}, &json::Member::name);
  for (const json::Member& member : members) TRY_OK(visit(member));
  return {};
}

}  // namespace waarmerk::jsonld
