#include "node/actions/sign_receipt.hpp"

#include <string_view>
#include <utility>

#include "node/credential/issuance.hpp"
#include "node/credential/receipt.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::size_t name_bytes_max = 200;

credential::Receipt about(const Ports& ports, const credential::Verdict& verdict,
                          std::string_view file) {
  auto receipt = credential::receipt_of(verdict);
  receipt.checker = ports.self.did.text();
  if (ports.self.name.size() <= name_bytes_max) receipt.checker_name = ports.self.name;
  receipt.salt = credential::salt_of(draw<credential::salt_bytes>(ports.random));
  receipt.sha256 = credential::fingerprint_of(receipt.salt, file);
  receipt.program = "waarmerk " WAARMERK_VERSION;
  return receipt;
}

}  // namespace

Task<Result<std::string>> sign_receipt(const Ports& ports, credential::Verdict verdict,
                                       std::string file) {
  if (auto open = ports.publisher.expect_open(); !open) co_return failure_of(std::move(open));
  CO_TRY(unsecured, credential::write_receipt(about(ports, verdict, file)));
  // Its signature covers the text, so whoever checks it needs no lists of words.
  CO_TRY(secured, credential::secure(unsecured,
                                     {.verification_method = ports.self.issuing_method,
                                      .created = verdict.checked_at,
                                      .cryptosuite = "eddsa-jcs-2022",
                                      .contexts = ports.contexts},
                                     ports.self.issuing));
  co_return std::string(secured.text());
}

}  // namespace waarmerk::node::actions
