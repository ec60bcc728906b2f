#include "node/actions/sign_list.hpp"

#include "node/credential/issuance.hpp"
#include "node/credential/status_credential.hpp"

namespace waarmerk::node::actions {

Result<OurList> sign_list(const Ports& ports, const ListToSign& list) {
  const auto now = ports.clock.now();
  const UnixTime valid_until{(now.ms + list_valid_ms) / second_ms * second_ms};
  const UnixTime valid_from{now.ms / second_ms * second_ms};
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

}  // namespace waarmerk::node::actions
