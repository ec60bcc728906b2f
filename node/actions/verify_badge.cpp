#include "node/actions/verify_badge.hpp"

#include <utility>
#include <variant>

namespace waarmerk::node::actions {
namespace {

/// Both machines ask and take in the same words.
template <class Machine>
Task<Machine> gather(Machine machine, Evidence& evidence, const Clock& clock) {
  const UnixTime deadline = clock.now() + asking_ms_max;
  while (const auto need = machine.next()) {
    if (clock.now() > deadline) {
      machine.supply(Error{out_of_time, "Others took too long to answer."});
    } else if (const auto* wanted = std::get_if<credential::NeedDid>(&*need)) {
      auto found = co_await evidence.find_did(wanted->did);
      if (!found) machine.supply(found.error(), {.asked_outside = found.asked_outside});
      if (found) machine.supply(std::move(found->documents), found->from);
    } else if (const auto* document = std::get_if<credential::NeedDocument>(&*need)) {
      auto found = co_await evidence.find_document(*document);
      if (!found) machine.supply(found.error(), {.asked_outside = found.asked_outside});
      if (found) machine.supply(found->document, found->from);
    } else {
      auto found = co_await evidence.find_status_list(std::get<credential::NeedStatusList>(*need));
      if (!found) machine.supply(found.error(), {.asked_outside = found.asked_outside});
      if (found && found->stored) machine.supply(std::move(*found->stored), found->from);
      if (found && !found->stored) machine.supply(found->credential, found->from);
    }
  }
  co_return machine;
}

}  // namespace

Task<credential::Verdict> verify_badge(credential::Verification verification, Evidence& evidence,
                                       const Clock& clock) {
  const auto done = co_await gather(std::move(verification), evidence, clock);
  co_return done.outcome();
}

Task<credential::PresentationVerdict> verify_presentation(
    credential::PresentationVerification verification, Evidence& evidence, const Clock& clock) {
  const auto done = co_await gather(std::move(verification), evidence, clock);
  co_return done.outcome();
}

}  // namespace waarmerk::node::actions
