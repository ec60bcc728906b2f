#include "node/actions/publish_status.hpp"

#include <string>
#include <utility>
#include <vector>

#include "crypto/json/parse.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/token_bits.hpp"
#include "node/credential/status_credential.hpp"
#include "node/credential/status_token.hpp"
#include "node/credential/token_status_list.hpp"
#include "node/feed/payload.hpp"

namespace waarmerk::node::actions {
namespace {

/// Only who holds the publisher's turn calls this.
Task<Result<void>> publish_list(Ports& ports, std::uint32_t number) {
  const records::OwnList& list = *ports.records.statuses.find(number);
  CO_TRY(list_signed, sign_own_list(ports, list));
  const auto bytes = bytes_of(list_signed.credential);
  CO_TRY(payload, feed::encode_status({.url = list_signed.url,
                                       .format = feed::format_of(bytes),
                                       .version = list.version + 1,
                                       .list = to_bytes(bytes)}));
  feed::Draft draft{.type = feed::EntryType::status, .payload = payload};
  // Whatever can fail comes before the rows: they are taken out of the waiting ones for good.
  CO_TRY(entry, ports.publisher.sign(std::move(draft)));
  storage::Batch rows;
  ports.records.statuses.publish(rows, number, {list_signed.valid_until, list_signed.credential});
  co_return co_await ports.publisher.write(std::move(entry), std::move(rows));
}

/// The numbers of the lists that must be published.
std::vector<std::uint32_t> changed_lists(const records::Statuses& statuses) {
  std::vector<std::uint32_t> numbers;
  for (const auto& list : statuses.lists()) {
    if (list.changed) numbers.push_back(list.number);
  }
  return numbers;
}

/// Whether the key that signed it is the one that issues now: others may have the one before.
bool is_by_our_key(const json::Document& list, const Identity& self) {
  const auto proof = list.root().find("proof");
  const auto method = proof ? proof->find("verificationMethod") : std::nullopt;
  return method && method->string() == self.issuing_method;
}

/// The same of a Status List Token, which shows a badge that is suspended and revoked as revoked.
bool is_token_up_to_date(const std::string& text, const records::OwnList& list,
                         const Identity& self) {
  const auto opened = credential::open_status_token(text);
  if (!opened || !opened->jws || opened->jws->key_id != self.issuing_method) return false;
  const auto published = credential::read_status_token(opened->document.root());
  const auto wanted = token_of(list.bits);
  return published && wanted && published->list == *wanted;
}

/// Whether the published form shows the bits that the rows say, and is signed with our key of now.
bool is_up_to_date(const Ports& ports, const records::OwnList& list) {
  const auto text = records::find_published_list(ports.records.store, list.number);
  if (!text || !*text) return false;
  if (list.purpose == records::token_purpose) return is_token_up_to_date(**text, list, ports.self);
  const auto document = json::parse(**text);
  if (!document || !is_by_our_key(*document, ports.self)) return false;
  const auto published = credential::read_status_credential(*document);
  return published && text_of(published->list.bytes()) == text_of(list.bits);
}

}  // namespace

Task<Result<void>> publish_changed_lists(Ports& ports) {
  const auto turn = co_await ports.publisher.take_turn();
  auto safe = ports.publisher.expect_safe();
  if (!safe) co_return safe;
  for (const auto number : changed_lists(ports.records.statuses)) {
    auto published = co_await publish_list(ports, number);
    if (!published) co_return published;
  }
  co_return co_await commit(ports.records.journal, {});
}

Task<Result<void>> refresh_lists(Ports& ports) {
  const auto soon = ports.clock.now() + list_valid_ms / 2;
  for (const auto& list : ports.records.statuses.lists()) {
    if (list.valid_until < soon || !is_up_to_date(ports, list)) {
      ports.records.statuses.mark_changed(list.number);
    }
  }
  co_return co_await publish_changed_lists(ports);
}

}  // namespace waarmerk::node::actions
