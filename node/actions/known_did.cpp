#include "node/actions/known_did.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_webvh.hpp"
#include "did/resolution.hpp"
#include "did/webvh_witnessing.hpp"
#include "node/actions/name_owner.hpp"
#include "node/records/did_places.hpp"
#include "node/records/dids.hpp"

namespace waarmerk::node::actions {
namespace {

did::WebvhLog read_kept(const records::KnownLog& known, std::string_view scid) {
  // What was kept was judged by the time of then.
  return did::WebvhLog::read_kept(known.log, scid, known.as_of);
}

Result<std::optional<KnownDocuments>> find_history(const storage::View& store,
                                                   const did::Did& did) {
  const auto scid = did::scid_of(did);
  TRY(known, records::find_log(store, scid));
  if (!known) return std::nullopt;
  auto documents = did::DocumentHistory::of(did, read_kept(*known, scid));
  if (!documents) return std::nullopt;
  return KnownDocuments{std::move(*documents), known->source, known->as_of};
}

bool is_same(const json::Document& left, const json::Document& right) {
  return left.text() == right.text() ||
         json::canonical(left.root()) == json::canonical(right.root());
}

/// The newest document with those that were seen before it, each with its date.
Result<did::DocumentHistory> with_snapshots(const storage::View& store, const did::Did& did,
                                            const did::DidDocument& newest, const Origin& from) {
  TRY(rows, records::did_history(store, did.text()));
  std::vector<did::DocumentVersion> versions;
  bool is_held = false;  // the newest of them is the last that was seen
  for (const auto& row : rows) {
    is_held = is_same(row.document, newest.source());
    auto document =
        is_held ? Result<did::DidDocument>(newest) : did::DidDocument::read(row.document);
    const bool is_by_feed = row.source == "gossip";
    if (!document) continue;
    versions.push_back(
        {.document = std::move(*document), .from = row.as_of, .is_by_feed = is_by_feed});
  }
  if (!is_held) {
    versions.push_back(
        {.document = newest, .from = from.at, .is_by_feed = from.source == "gossip"});
  }
  return did::DocumentHistory::seen(std::move(versions));
}

/// Whether the log is about this DID, and sound to its end.
bool is_whole(const did::WebvhLog& log, const did::Did& did) {
  return did::DocumentHistory::of(did, log).has_value();
}

}  // namespace

Result<std::optional<KnownDocuments>> find_documents(const storage::View& store,
                                                     const did::Did& did) {
  if (did.method() == "webvh") return find_history(store, did);
  TRY(known, records::find_did(store, did.text()));
  if (!known) return std::nullopt;
  TRY(document, did::DidDocument::read(known->document));
  TRY(documents, with_snapshots(store, did, document, {known->source, known->as_of}));
  return KnownDocuments{std::move(documents), known->source, known->as_of};
}

Result<did::DocumentHistory> get_documents(const storage::View& store, const did::Did& did) {
  if (is_self_contained(did)) return did::Resolution(did).documents();
  TRY(known, find_documents(store, did));
  if (!known) return fail(did::not_found, "The document of " + did.text() + " is not known.");
  return std::move(known->documents);
}

Result<records::KnownLog> get_log(const storage::View& store, const did::Did& did) {
  TRY(known, records::find_log(store, did::scid_of(did)));
  if (!known) return fail(did::not_found, "The history of " + did.text() + " is not held here.");
  return *std::move(known);
}

std::size_t size_of(const Resolved& resolved) {
  std::size_t size = 0;
  if (const auto newest = resolved.documents.newest()) size += newest->source().text().size();
  if (resolved.texts) size += resolved.texts->log.size() + resolved.texts->witnesses.size();
  return size;
}

Result<std::optional<records::KnownLog>> DidKeeper::find(const std::string& scid) const {
  if (const auto kept = kept_.find(scid); kept != kept_.end()) return kept->second;
  return records::find_log(store_, scid);
}

Result<void> DidKeeper::save(const did::Did& did, const records::KnownLog& known) {
  const std::string scid(did::scid_of(did));
  records::save_log(rows_, scid, known);
  TRY(documents, did::DocumentHistory::of(did, read_kept(known, scid)));
  kept_.insert_or_assign(scid, known);
  const auto newest = documents.newest();
  if (!newest) return {};
  const auto place = place_of(newest->id());
  TRY(first, records::find_first_at(store_, place));
  if (!first) records::save_first_at(rows_, place, scid);
  return records::save_did(store_, rows_, newest->id().text(),
                           {newest->source(), known.source, known.as_of});
}

Result<did::DocumentHistory> DidKeeper::keep(const did::Did& did, const Resolved& resolved,
                                             const Origin& from) {
  if (!resolved.texts) {
    TRY(newest, resolved.documents.newest());
    TRY_OK(records::save_did(store_, rows_, did.text(), {newest.source(), from.source, from.at}));
    return with_snapshots(store_, did, newest, from);
  }
  const std::string scid(did::scid_of(did));
  const records::KnownLog fresh{resolved.texts->log, resolved.texts->witnesses, from.source,
                                from.at};
  TRY(held, find(scid));
  if (held) {
    const auto before = read_kept(*held, scid);
    if (!read_kept(fresh, scid).continues(before)) return did::DocumentHistory::of(did, before);
  }
  TRY_OK(save(did, fresh));
  return resolved.documents;
}

Result<bool> DidKeeper::add_line(const did::Did& did, const did::WebvhTexts& line,
                                 const Origin& from) {
  const std::string scid(did::scid_of(did));
  TRY(held, find(scid));
  const auto before = held ? read_kept(*held, scid) : did::WebvhLog();
  if (held && held->log.ends_with(line.log + "\n")) {  // known already, and now from its owner
    TRY_OK(save(did, {held->log, held->witnesses, from.source, std::max(held->as_of, from.at)}));
    return true;
  }
  auto witnesses = did::join_confirmations(held ? held->witnesses : "", line.witnesses);
  if (!witnesses) return false;
  records::KnownLog longer{(held ? held->log : "") + line.log + "\n", std::move(*witnesses),
                           from.source, from.at};
  const auto log = did::WebvhLog::read({longer.log, longer.witnesses}, scid, from.at);
  const bool is_next = log.entries().size() == before.entries().size() + 1;
  if (!is_next || !is_whole(log, did)) return false;
  TRY_OK(save(did, longer));
  return true;
}

}  // namespace waarmerk::node::actions
