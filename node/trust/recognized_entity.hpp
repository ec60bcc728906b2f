// A bit of trust in the words of W3C: a RecognizedEntityCredential (vc-recognized-entities 1.0,
// working draft of 2026-08-02; spec/trust.md 8, spec/decisions/0059).
//
// It says the same as an endorsement with the same terms. Who knows the words of the draft alone
// never takes it for more than it is: they say less than our terms, and are left out where they
// would say more.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/status_entry.hpp"
#include "node/trust/endorsement.hpp"

namespace waarmerk::node::trust {

inline constexpr std::string_view recognized_entity_credential = "RecognizedEntityCredential";

/// What the credential says. Without our terms it is `issue`, whole and of anything where its
/// issuer recognises the one entity to issue and says nothing that might narrow it; and else as an
/// endorsement without terms. Nothing is fetched. Fails as read_endorsement does, for a list of
/// several entities, and for an entity or an action that is none.
Result<Endorsement> read_recognized_entity(const credential::Credential& credential);

/// The credential to sign. Fails as reading it does.
Result<json::Document> write_recognized_entity(
    const Endorsement& said, const std::optional<credential::StatusEntry>& status = {});

/// The credentials that say a bit of trust.
enum class StatementForm : std::uint8_t { endorsement, recognized_entity };

/// As the API and the command line have it: `endorsement`, `recognized-entity`.
std::string_view print_statement_form(StatementForm form);
std::optional<StatementForm> parse_statement_form(std::string_view text);

/// Nothing where it is neither. One that is both is an endorsement.
std::optional<StatementForm> form_of(const credential::Credential& credential);

/// In whichever form it is. Fails as reading that does.
Result<Endorsement> read_statement(const credential::Credential& credential);
Result<json::Document> write_statement(const Endorsement& said, StatementForm form,
                                       const std::optional<credential::StatusEntry>& status = {});

}  // namespace waarmerk::node::trust
