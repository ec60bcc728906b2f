#include "node/actions/held_evidence.hpp"

#include <utility>

namespace waarmerk::node::actions {
namespace {

/// Nobody was asked, whatever the one below thinks that it did.
template <class T>
Answer<T> unasked(Answer<T> answer) {
  answer.asked_outside = false;
  if (answer) answer->from.asked_outside = false;
  return answer;
}

}  // namespace

Task<Result<fetch::Fetched>> Nobody::fetch(fetch::FetchRequest /*request*/) {
  co_return fail(fetch::fetch_refused, "It is not held here, and nobody may be asked.");
}

HeldEvidence::HeldEvidence(const Ports& ports, WitnessPolicy policy)
    : ports_{ports.clock,     ports.random, ports.self,    ports.records,
             ports.publisher, nobody_,      ports.contexts},
      inner_(ports_, {}, std::move(policy)) {}

Task<Answer<DidEvidence>> HeldEvidence::find_did(did::Did did) {
  co_return unasked(co_await inner_.find_did(std::move(did)));
}

Task<Answer<ListEvidence>> HeldEvidence::find_status_list(credential::NeedStatusList need) {
  co_return unasked(co_await inner_.find_status_list(std::move(need)));
}

Task<Answer<DocumentEvidence>> HeldEvidence::find_document(credential::NeedDocument need) {
  co_return unasked(co_await inner_.find_document(std::move(need)));
}

}  // namespace waarmerk::node::actions
