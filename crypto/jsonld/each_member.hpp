// The members of an object one after the other, as they stand or in the order of their names.
#pragma once

#include <algorithm>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/tape.hpp"

namespace waarmerk::jsonld {

/// Calls `visit` with the name and the value of each member. Objects are walked many times, so this
/// reads the tape itself.
template <class Visit>
void walk_members(json::Value object, const Visit& visit) {
  const json::Place place = json::Place::of(object);
  if (place.type() != '{') return;
  const json::Place last = place.last();
  for (json::Place name = place.first(); name.at != last.at;) {
    const json::Place value = name.first();
    visit(name.text(), value.value());
    name = value.next();
  }
}

/// Calls `visit` with each member until it fails.
template <class Visit>
Result<void> each_member(json::Value object, bool ordered, const Visit& visit) {
  if (!ordered) {
    const json::Place place = json::Place::of(object);
    if (place.type() != '{') return {};
    const json::Place last = place.last();
    for (json::Place name = place.first(); name.at != last.at;) {
      const json::Place value = name.first();
      TRY_OK(visit(json::Member{name.text(), value.value()}));
      name = value.next();
    }
    return {};
  }
  std::vector<json::Member> members;
  for (const json::Member member : object.members()) members.push_back(member);
  std::ranges::sort(members, {}, &json::Member::name);
  for (const json::Member& member : members) TRY_OK(visit(member));
  return {};
}

}  // namespace waarmerk::jsonld
