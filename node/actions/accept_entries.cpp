#include "node/actions/accept_entries.hpp"

#include <map>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "did/resolution.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/resolve_did.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/payload.hpp"
#include "node/records/dids.hpp"
#include "node/records/lists.hpp"

namespace waarmerk::node::actions {
namespace {

Result<did::DidDocument> document_of(const records::Records& records, const did::Did& did) {
  if (is_self_contained(did)) return did::Resolution(did).outcome();
  TRY(known, records::find_did(records.store, did.text()));
  if (!known) return fail(did::not_found, "The document of " + did.text() + " is not known.");
  return did::DidDocument::read(known->document);
}

/// The issuer of the list signed it with a key that its DID document allows for that.
Result<void> check_signature(const json::Document& list, const did::DidDocument& document) {
  TRY(proofs, proof::read_proofs(list.root()));
  for (const auto& proof : proofs) {
    const auto* method = document.find_method(proof.verification_method);
    const bool allowed = method != nullptr && method->key &&
                         document.allows(method->id, did::Purpose::assertion_method);
    if (allowed && proof::verify_proof(list.root(), proof, *method->key)) return {};
  }
  return fail(foreign_list, "The status list is not signed by the owner of the feed.");
}

Result<void> judge_status(const records::Records& records, ByteView payload,
                          const did::Did& owner) {
  TRY(status, feed::decode_status(payload));
  if (status.format != feed::ListFormat::bitstring_credential) {
    return fail(foreign_list, "This form of status list is not understood.");
  }
  TRY(list, json::parse(text_of(status.list)));
  TRY(read, credential::read_status_credential(list));
  TRY(before, records::find_list(records.store, status.url));
  const bool other_owner = before && before->source == "gossip" && before->issuer != owner.text();
  if (read.issuer != owner.text() || read.id != status.url || other_owner) {
    return fail(foreign_list, "The status list is another issuer's.");
  }
  TRY(document, document_of(records, owner));
  return check_signature(list, document);
}

/// Gathers the rows that follow from the entries of one Store.
class Effects {
 public:
  Effects(const Ports& ports, storage::Batch& rows) : ports_(ports), rows_(rows) {}

  Result<void> apply(const gossip::StoredEntry& entry) {
    const auto payload =
        entry.payload ? entry.payload : ports_.records.feeds.payload(entry.header.payload_hash);
    if (entry.state != feed::EntryState::ok || !payload) return {};
    if (entry.header.type == feed::EntryType::did_log) return apply_document(entry, *payload);
    if (entry.header.type == feed::EntryType::status) return apply_list(*payload);
    return {};
  }

  /// Of a branch that is not ours to follow, a revocation counts all the same.
  Result<void> apply_branch(ByteView payload) {
    const auto status = feed::decode_status(payload);
    if (!status) return {};
    TRY(before, newest_list(status->url));
    const auto document = json::parse(text_of(status->list));
    if (!before || !document) return {};
    const auto list = credential::read_status_credential(*document);
    if (!list || list->issuer != before->issuer) return {};
    const auto owner = did::Did::parse(before->issuer);
    if (!owner || !judge_status(ports_.records, payload, *owner)) return {};
    return keep_revocations(*before, {.kept = *list, .in_force = std::nullopt});
  }

 private:
  Result<void> apply_document(const gossip::StoredEntry& entry, ByteView payload) {
    TRY(snapshot, feed::decode_did_snapshot(payload));
    return records::save_did(ports_.records.store, rows_, snapshot.document.id().text(),
                             {snapshot.document.source(), "gossip", entry.header.ts});
  }

  Result<void> apply_list(ByteView payload) {
    TRY(status, feed::decode_status(payload));
    TRY(document, json::parse(text_of(status.list)));
    TRY(list, credential::read_status_credential(document));
    TRY(before, newest_list(status.url));
    if (before) {
      const auto old_document = json::parse(before->credential);
      auto old = old_document
                     ? credential::read_status_credential(*old_document)
                     : Result<credential::StatusCredential>(std::unexpected(old_document.error()));
      if (old) TRY_OK(keep_revocations(*before, {.kept = *old, .in_force = list}));
    }
    records::KnownList known{status.url, list.issuer,        std::string(text_of(status.list)),
                             "gossip",   ports_.clock.now(), list.valid_from,
                             list.ttl_ms};
    records::save_list(rows_, known);
    lists_.insert_or_assign(status.url, std::move(known));
    return {};
  }

  struct Lists {
    credential::StatusCredential kept;                     ///< what it revoked stays revoked
    std::optional<credential::StatusCredential> in_force;  ///< the list that is followed
  };

  Result<void> keep_revocations(const records::KnownList& of, const Lists& lists) {
    if (!lists.kept.has_purpose(credential::revocation)) return {};
    for (std::uint64_t index = 0; index < lists.kept.list.size(); ++index) {
      if (lists.kept.list.bytes()[index / 8] == 0) {
        index += 7;  // eight entries at once: most of a list is zeros
        continue;
      }
      const bool was = lists.kept.list.get(index).value_or(false);
      const bool still = lists.in_force && lists.in_force->list.get(index).value_or(false);
      if (was && !still) records::keep_revoked(rows_, of.url, index, ports_.clock.now());
    }
    return {};
  }

  /// Also what an earlier entry of this batch brought.
  Result<std::optional<records::KnownList>> newest_list(const std::string& url) {
    if (const auto found = lists_.find(url); found != lists_.end()) return found->second;
    return records::find_list(ports_.records.store, url);
  }

  const Ports& ports_;
  storage::Batch& rows_;
  std::map<std::string, records::KnownList> lists_;
};

}  // namespace

gossip::PayloadJudge make_judge(const records::Records& records) {
  return [&records](const feed::Header& header, ByteView payload, const feed::FeedKeys& keys) {
    if (header.type != feed::EntryType::status) return Result<void>();
    return judge_status(records, payload, keys.did);
  };
}

Task<Result<void>> accept_entries(Ports& ports, gossip::Store admitted) {
  storage::Batch rows;
  Effects effects(ports, rows);
  for (const auto& entry : admitted.entries) {
    ports.records.feeds.save(rows, {entry.header, entry.state, entry.payload}, ports.clock.now());
    auto applied = effects.apply(entry);
    if (!applied) co_return applied;
  }
  for (const auto& proof : admitted.forks) ports.records.feeds.save_fork(rows, proof);
  for (const auto& payload : admitted.branch_payloads) {
    ports.records.feeds.save_payload(rows, payload);
    auto applied = effects.apply_branch(payload);
    if (!applied) co_return applied;
  }
  co_return co_await commit(ports.records.journal, std::move(rows));
}

}  // namespace waarmerk::node::actions
