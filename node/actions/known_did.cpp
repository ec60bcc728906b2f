#include "node/actions/known_did.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_webvh.hpp"
#include "did/resolution.hpp"
#include "did/webvh_witnessing.hpp"
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
  return KnownDocuments{std::move(*documents), known->source, known->as_of, known->is_contested};
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

Result<void> DidKeeper::save(const did::Did& did, const records::KnownLog& known,
                             const Origin& from) {
  const std::string scid(did::scid_of(did));
  TRY(documents, did::DocumentHistory::of(did, read_kept(known, scid)));
  put(scid, known);
  TRY_OK(claim(did, from));
  const auto newest = documents.newest();
  if (!newest) return {};
  // What one host says is not said of another, where the DID stands now.
  if (newest->id() != did) {
    TRY_OK(claim(newest->id(), {.source = from.source, .at = from.at, .seen = from.seen}));
  }
  return records::save_did(store_, rows_, newest->id().text(),
                           {newest->source(), known.source, known.as_of});
}

void DidKeeper::put(const std::string& scid, records::KnownLog known) {
  records::save_log(rows_, scid, known);
  kept_.insert_or_assign(scid, std::move(known));
}

Result<void> DidKeeper::claim(const did::Did& did, const Origin& from) {
  const std::string scid(did::scid_of(did));
  const auto place = place_of(did);
  auto found = claims_.find(place);
  if (found == claims_.end()) {
    TRY(held, records::list_claims(store_, place));
    found = claims_.emplace(place, std::move(held)).first;
  }
  auto& claims = found->second;
  const bool is_news = note_claim(claims, scid, from.host, from.seen.value_or(from.at));
  if (is_news) records::save_claims(rows_, place, claims);
  const bool is_alone = claims.size() == 1 && claims.front().scid == scid;
  if (is_alone) return {};
  TRY_OK(mark_contested(scid));
  for (const auto& other : claims) TRY_OK(mark_contested(other.scid));
  return {};
}

/// So that whoever has its name alone need not be looked for elsewhere.
Result<void> DidKeeper::mark_contested(const std::string& scid) {
  TRY(known, find(scid));
  if (!known || known->is_contested) return {};
  known->is_contested = true;
  put(scid, *std::move(known));
  return {};
}

Result<did::DocumentHistory> DidKeeper::keep(const did::Did& did, const Resolved& resolved,
                                             const Origin& from) {
  if (!resolved.texts) {
    TRY(newest, resolved.documents.newest());
    TRY_OK(records::save_did(store_, rows_, did.text(), {newest.source(), from.source, from.at}));
    return with_snapshots(store_, did, newest, from);
  }
  const std::string scid(did::scid_of(did));
  records::KnownLog fresh{resolved.texts->log, resolved.texts->witnesses, from.source, from.at};
  TRY(held, find(scid));
  if (held) {
    const auto before = read_kept(*held, scid);
    if (!read_kept(fresh, scid).continues(before)) {
      TRY_OK(claim(did, from));
      return did::DocumentHistory::of(did, before);
    }
    fresh.is_contested = held->is_contested;
  }
  TRY_OK(save(did, fresh, from));
  return resolved.documents;
}

Result<bool> DidKeeper::add_line(const did::Did& did, const did::WebvhTexts& line,
                                 const Origin& from) {
  const std::string scid(did::scid_of(did));
  TRY(held, find(scid));
  const auto before = held ? read_kept(*held, scid) : did::WebvhLog();
  if (held && held->log.ends_with(line.log + "\n")) {  // known already, and now from its owner
    TRY_OK(save(did,
                {held->log, held->witnesses, from.source, std::max(held->as_of, from.at),
                 held->is_contested},
                from));
    return true;
  }
  auto witnesses = did::join_confirmations(held ? held->witnesses : "", line.witnesses);
  if (!witnesses) return false;
  records::KnownLog longer{(held ? held->log : "") + line.log + "\n", std::move(*witnesses),
                           from.source, from.at, held && held->is_contested};
  const auto log = did::WebvhLog::read({longer.log, longer.witnesses}, scid, from.at);
  const bool is_next = log.entries().size() == before.entries().size() + 1;
  if (!is_next || !is_whole(log, did)) return false;
  TRY_OK(save(did, longer, from));
  return true;
}

}  // namespace waarmerk::node::actions
