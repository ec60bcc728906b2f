#include "node/credential/holder_check.hpp"

#include "crypto/jose/key_binding.hpp"
#include "node/credential/sentences.hpp"
#include "node/credential/verification.hpp"

namespace waarmerk::node::credential {
namespace {

Result<jose::KeyBinding> verify_binding(const Secured& secured) {
  TRY(holder, jose::read_holder_key(secured.document.root()));
  return jose::verify_key_binding(*secured.disclosed, holder);
}

/// A binding that is used again after a while may be used by somebody else.
bool is_fresh(const jose::KeyBinding& binding, UnixTime now) {
  return binding.issued <= now + clock_skew_ms && binding.issued >= now - key_binding_age_ms_max;
}

}  // namespace

std::optional<Check> check_holder(const Secured& secured, const HolderRules& rules) {
  const bool is_asked = rules.challenge || rules.domain;
  const bool is_bound = secured.disclosed && !secured.disclosed->key_binding.empty();
  if (!is_bound && !is_asked) return std::nullopt;
  if (!is_bound) return make_check(Finding::no_key_binding);
  const auto binding = verify_binding(secured);
  if (!binding) {
    return make_check(Finding::bad_key_binding, {},
                      std::string(binding.error().code.name) + ": " + binding.error().detail);
  }
  if (rules.challenge && binding->nonce != *rules.challenge) {
    return make_check(Finding::wrong_challenge);
  }
  if (rules.domain && binding->audience != *rules.domain) {
    return make_check(Finding::wrong_domain);
  }
  if (is_asked && !is_fresh(*binding, rules.now)) {
    return make_check(Finding::bad_key_binding, {},
                      "It was signed on " + say_time(binding->issued));
  }
  const auto holder = rules.subject.empty() ? "the holder of the key that it names" : rules.subject;
  return make_check(Finding::holder_good, {{"issuer", holder}});
}

}  // namespace waarmerk::node::credential
