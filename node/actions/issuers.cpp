#include "node/actions/issuers.hpp"

#include <algorithm>
#include <utility>

#include "did/did_key.hpp"
#include "node/credential/form.hpp"
#include "node/credential/issuance.hpp"

namespace waarmerk::node::actions {

Issuer::Issuer(std::string name, std::unique_ptr<keys::Signer> signer)
    : name_(std::move(name)),
      signer_(std::move(signer)),
      did_(did::did_key_of(signer_->public_key())),
      method_(did::did_key_method_of(signer_->public_key()).text()) {}

std::vector<std::string_view> Issuer::forms() const {
  return credential::forms_of(signer_->public_key().algorithm());
}

void Issuers::add(std::string name, std::unique_ptr<keys::Signer> signer) {
  all_.emplace_back(std::move(name), std::move(signer));
}

Result<const Issuer*> Issuers::find(std::string_view name) const {
  const auto found = std::ranges::find(all_, name, &Issuer::name);
  if (found != all_.end()) return &*found;
  return fail(no_issuer, "No key of this node that stands for itself has this name.");
}

Result<json::Document> sign_credential(const Issuer& issuer, std::string_view form,
                                       const json::Document& client, Signing signing) {
  const auto forms = issuer.forms();
  if (std::ranges::find(forms, form) == forms.end()) {
    return fail(no_form, "This key cannot secure a credential in this form.");
  }
  const UnixTime moment{signing.now.ms / second_ms * second_ms};
  TRY(unsecured,
      credential::prepare_credential(
          client, {.issuer = issuer.did().text(), .valid_from = moment, .old_version = true}));
  credential::SecureOptions options{
      .verification_method = issuer.method(), .created = moment, .contexts = signing.contexts};
  credential::FormOptions how{.secure = std::move(options),
                              .mandatory_pointers = std::move(signing.mandatory_pointers),
                              .disclosable_pointers = std::move(signing.disclosable_pointers)};
  return credential::secure_as(form, unsecured, std::move(how), issuer.signer(), signing.random);
}

}  // namespace waarmerk::node::actions
