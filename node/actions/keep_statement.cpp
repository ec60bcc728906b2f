#include "node/actions/keep_statement.hpp"

#include <utility>

#include "did/did_webvh.hpp"
#include "node/actions/signed_by.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/securing.hpp"
#include "node/feed/payload.hpp"
#include "node/feed/statement.hpp"
#include "node/records/endings.hpp"
#include "node/records/trust_bits.hpp"
#include "node/records/trusts.hpp"
#include "node/trust/recognized_entity.hpp"

namespace waarmerk::node::actions {
namespace {

records::Said said_in(const feed::Header& header) { return {header.epoch, header.seq, header.ts}; }

void keep_closing(storage::Batch& rows, const feed::Header& header, ByteView payload) {
  const auto close = feed::decode_close(payload);
  if (close) records::save_closing(rows, header.feed, {said_in(header), close->reason});
}

void keep_appointment(storage::Batch& rows, const feed::Header& header, ByteView payload) {
  auto succession = feed::decode_succession(payload);
  if (!succession) return;
  records::save_appointment(rows, {header.feed, said_in(header), std::move(*succession)});
}

Result<trust::Endorsement> read_bit(ByteView payload) {
  TRY(document, feed::decode_json_payload(payload));
  TRY(read, credential::read_credential(document));
  return trust::read_statement(read);
}

/// A word of something without a DID, or in terms that are not known here, is kept, and no bit of
/// trust follows from it.
void keep_trust(storage::Batch& rows, const feed::Header& header, ByteView payload) {
  const auto about = subject_of_trust(payload);
  if (!about) return;
  records::save_trust(rows, {header.feed, header.payload_hash}, said_in(header), *about);
  const auto bit = read_bit(payload);
  if (!bit || feed::feed_id_of(bit->truster) != header.feed) return;
  records::save_trust_bit(rows, {header.epoch, header.seq}, *bit);
}

void keep_trust_end(storage::Batch& rows, const feed::Header& header, ByteView payload) {
  const auto end = feed::decode_trust_end(payload);
  if (end) records::save_trust_end(rows, {header.feed, end->trust}, *end);
}

}  // namespace

Result<std::string> subject_of_trust(ByteView payload) {
  TRY(document, feed::decode_json_payload(payload));
  TRY(read, credential::read_credential(document));
  if (!trust::form_of(read) || read.subject_ids.size() != 1) {
    return fail(foreign_trust, "It neither endorses nor recognises one that it names.");
  }
  return read.subject_ids.front();
}

Result<void> judge_trust(const storage::View& store, const feed::Header& header, ByteView payload,
                         const did::Did& owner) {
  TRY_OK(subject_of_trust(payload));
  TRY(opened, credential::open(text_of(payload)));
  TRY(read, credential::read_credential(opened.document));
  if (!did::is_same_did(read.issuer, owner.text()))
    return fail(foreign_trust, "It is another issuer's.");
  TRY(known, check_signed_by(store, opened, {.issuer = read.issuer, .at = header.ts}));
  if (!known) return fail(foreign_trust, "It is not signed by its issuer.");
  return {};
}

void keep_statement(storage::Batch& rows, const feed::Header& header, ByteView payload) {
  if (header.type == feed::EntryType::trust) keep_trust(rows, header, payload);
  if (header.type == feed::EntryType::trust_end) keep_trust_end(rows, header, payload);
  if (header.type == feed::EntryType::close) keep_closing(rows, header, payload);
  if (header.type == feed::EntryType::succession) keep_appointment(rows, header, payload);
}

}  // namespace waarmerk::node::actions
