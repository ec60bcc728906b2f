// What a survival kit is made from: a library with a history, and nodes that hold and witness it.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "node/actions/held_evidence.hpp"
#include "node/actions/kit_evidence.hpp"
#include "node/actions/make_kit.hpp"
#include "node/actions/verify_badge.hpp"
#include "tests/support/street.hpp"

namespace waarmerk::tests {

/// A library whose badge a school holds and witnesses, and an employer who counts that witness.
struct Survival {
  explicit Survival(NodeMethod method = NodeMethod::webvh)
      : library(&street.add({.host = "library.example", .method = method})),
        school(&street.add({.host = "school.example", .seed = 11, .is_witness = true})),
        badge(library->home.award(library->home.define("Taalmaatje"))) {
    policy.trusted = {school->witness()};
    policy.needed = 1;
    employer = &street.add({.host = "employer.example", .seed = 3, .policy = policy});
    school->add_peer("library.example");
    employer->add_peer("school.example");
    street.work(3);
    for (int i = 0; i < 3; ++i) street.pass(10 * minute_ms);
  }

  UnixTime now() const { return employer->home.clock.now(); }
  node::kit::Kit kit(node::actions::KitForm form = node::actions::KitForm::whole) const {
    auto made = node::actions::make_kit(school->ports, &*school->role,
                                        {.badge = std::string(badge.text()), .form = form});
    REQUIRE(made);
    return *made;
  }

  Street street;
  Neighbour* library;
  Neighbour* school;
  json::Document badge;
  node::actions::WitnessPolicy policy;
  Neighbour* employer = nullptr;
};

/// A machine that knows nothing but the kit that it is given, and reaches nobody.
inline node::credential::Verdict verify_with_kit(const node::kit::Kit& kit, UnixTime now,
                                                 node::actions::WitnessPolicy policy = {},
                                                 std::string badge = {}) {
  TestNode machine("machine.example", 99);
  machine.clock.set(now);
  node::actions::HeldEvidence nothing(machine.ports, policy);
  node::actions::KitEvidence evidence({kit}, policy, machine.clock, nothing, nullptr);
  node::credential::Verification verification(badge.empty() ? kit.badge : badge, {.now = now});
  return run_task(node::actions::verify_badge(std::move(verification), evidence, machine.clock));
}

}  // namespace waarmerk::tests
