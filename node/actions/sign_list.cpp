#include "node/actions/sign_list.hpp"

#include <utility>

#include "crypto/jose/jws.hpp"
#include "node/actions/token_bits.hpp"
#include "node/credential/issuance.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/token_status_list.hpp"

namespace waarmerk::node::actions {
namespace {

struct Span {
  UnixTime from;
  UnixTime until;
};

/// In whole seconds, which is what a list shows of a time.
Span span_from(UnixTime now) {
  return {{now.ms / second_ms * second_ms}, {(now.ms + list_valid_ms) / second_ms * second_ms}};
}

Result<OurList> sign_token(const Ports& ports, const std::string& url,
                           credential::TokenStatusList list) {
  const auto span = span_from(ports.clock.now());
  const auto claims = credential::write_status_token({.url = url,
                                                      .issuer = ports.self.did.text(),
                                                      .issued = span.from,
                                                      .expires = span.until,
                                                      .ttl_ms = list_ttl_ms,
                                                      .list = std::move(list)});
  const jose::JwsOptions header{.type = std::string(credential::status_token_type),
                                .key_id = ports.self.issuing_method};
  TRY(token, jose::sign_jws(bytes_of(claims), header, ports.self.issuing));
  return OurList{url, std::move(token), span.until};
}

}  // namespace

Result<OurList> sign_list(const Ports& ports, const ListToSign& list) {
  const auto [valid_from, valid_until] = span_from(ports.clock.now());
  TRY(unsecured, credential::write_status_credential({.id = list.url,
                                                      .issuer = ports.self.did.text(),
                                                      .purposes = list.purposes,
                                                      .list = list.bits,
                                                      .valid_from = valid_from,
                                                      .valid_until = valid_until,
                                                      .ttl_ms = list_ttl_ms}));
  const credential::SecureOptions options{.verification_method = ports.self.issuing_method,
                                          .created = valid_from};
  TRY(secured, credential::secure(unsecured, options, ports.self.issuing));
  return OurList{list.url, std::string(secured.text()), valid_until};
}

Result<OurList> sign_own_list(const Ports& ports, const records::OwnList& list) {
  if (list.purpose == records::token_purpose) {
    TRY(token, token_of(list.bits));
    return sign_token(ports, list.url, std::move(token));
  }
  TRY(bits, credential::StatusList::from_bytes(list.bits));
  return sign_list(ports, {list.url, {list.purpose}, std::move(bits)});
}

}  // namespace waarmerk::node::actions
