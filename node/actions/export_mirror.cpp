#include "node/actions/export_mirror.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "did/did_webvh.hpp"
#include "node/actions/bundle_shelf.hpp"
#include "node/actions/watch_did.hpp"
#include "node/feed/payload.hpp"
#include "node/gossip/blocks.hpp"
#include "node/gossip/decode_as.hpp"
#include "node/gossip/head_answer.hpp"
#include "node/gossip/serve.hpp"
#include "node/witness/snapshot.hpp"

namespace waarmerk::node::actions {
namespace {

using gossip::protocol_path;

constexpr int tries_max = 120;
constexpr int try_again_s = 1;  // where the node does not say when
constexpr int try_again_s_max = 60;
constexpr std::size_t pages_max = 100'000;
constexpr std::size_t block_bytes = gossip::entries_per_block * feed::header_bytes;
constexpr std::size_t answer_bytes_max = 8 << 20;
/// Which payloads may be gone one day, a hash a line.
constexpr const char* erasable_file = "erasable";
constexpr std::size_t erasable_bytes_max = 64 << 20;

/// What is large has longer: at the least 64 KiB come in a second.
int timeout_for(std::size_t bytes_max) {
  constexpr int usual_ms = 10'000;
  return std::max(usual_ms, static_cast<int>(bytes_max / 65));
}

std::unexpected<Error> nothing() { return fail(mirror_malformed, "There is nothing."); }

/// Where a page, entry or payload of the protocol lies.
std::string file_of(const std::string& path) { return std::string(protocol_path.substr(1)) + path; }

class Exporter {
 public:
  Exporter(fetch::Fetcher& fetcher, storage::FileTree& folder, MirrorOrder order)
      : fetcher_(fetcher), folder_(folder), order_(std::move(order)) {}

  Task<Result<MirrorReport>> run() {
    auto done = co_await copy_all();
    if (!done) co_return failure_of(std::move(done));
    co_return report_;
  }

 private:
  Task<Result<void>> copy_all() {
    auto done = load_erasable();
    if (done) done = co_await read_pages();
    for (auto feed = feeds_.begin(); done && feed != feeds_.end(); ++feed) {
      done = co_await copy_feed(*feed);
    }
    for (auto header = forked_.begin(); done && header != forked_.end(); ++header) {
      done = co_await copy_payload(*header);
    }
    if (done) done = co_await drop_erased();
    if (done) done = co_await copy_snapshots();
    if (done) done = co_await copy_bundle();
    if (done) done = write_pages();
    report_.feeds = feeds_.size();
    co_return done;
  }

  /// Nothing where the node says that there is no such thing.
  Task<Result<std::optional<Bytes>>> get(std::string path, std::size_t bytes_max) {
    for (int tries = 0; tries < tries_max; ++tries) {
      fetch::FetchRequest request;
      request.url = order_.source + path;
      request.accept = "*/*";
      request.bytes_max = bytes_max;
      request.timeout_ms = timeout_for(bytes_max);
      auto fetched = co_await fetcher_.fetch(std::move(request));
      if (!fetched) co_return fail(mirror_unanswered, path + ": " + fetched.error().detail);
      if (fetched->status == 200) co_return to_bytes(bytes_of(fetched->body));
      if (fetched->status == 404 || fetched->status == 410) co_return std::nullopt;
      if (fetched->status != 429 && fetched->status != 503) {
        co_return fail(mirror_unanswered, path + ": status " + std::to_string(fetched->status));
      }
      const auto wait_s = fetched->retry_after_s.value_or(try_again_s);
      co_await order_.wait(std::clamp(wait_s, try_again_s, try_again_s_max) * second_ms);
    }
    co_return fail(mirror_unanswered, path + ": the node has no time.");
  }

  Task<Result<std::optional<Bytes>>> ask(std::string path, std::size_t bytes_max) {
    return get(std::string(protocol_path) + path, bytes_max);
  }

  Result<void> put(const std::string& file, ByteView bytes) {
    const auto before = folder_.read(file, served_bundle_bytes_max);
    if (before && *before && std::ranges::equal(**before, bytes)) return {};
    TRY_OK(folder_.write(file, bytes));
    ++report_.files_written;
    report_.bytes_written += bytes.size();
    return {};
  }

  Task<Result<void>> read_pages() {
    std::uint64_t number = 1;
    while (pages_.size() < pages_max) {
      const auto block = gossip::block_of(number, gossip::arrivals_per_block);
      CO_TRY(bytes, co_await ask(gossip::arrivals_path(block), gossip::frame_bytes_max));
      const auto page = bytes ? gossip::decode_as<gossip::Heads>(*bytes) : std::nullopt;
      if (!page || (page->next < number && page->next < page->newest)) {
        co_return fail(mirror_malformed, "This node does not tell what arrived in blocks.");
      }
      for (const auto& head : page->heads) feeds_.insert(head.feed);
      for (const auto& fork : page->forks) {
        forked_.insert(forked_.end(), {fork.first, fork.second});
      }
      const bool is_last = page->next >= page->newest;
      number = page->next + 1;
      pages_.emplace_back(block, std::move(*bytes));
      if (is_last) co_return Result<void>();
    }
    co_return fail(mirror_malformed, "There is no end of what arrived.");
  }

  Task<Result<void>> copy_feed(feed::FeedId feed) {
    const auto path = gossip::head_path(feed);
    CO_TRY(answer, co_await ask(path, gossip::head_answer_bytes_max));
    if (!answer) co_return Result<void>();
    CO_TRY(head, gossip::decode_head(*answer));
    CO_TRY(proofs, gossip::decode_head_proofs(*answer));
    for (const auto& proof : proofs) witnesses_.insert(proof.snapshot.body.witness.text());
    CO_TRY(held, folder_.read(file_of(path), gossip::head_answer_bytes_max));
    const auto before = held ? gossip::decode_head(*held) : nothing();
    if (!before || !(*before == head)) {
      ++report_.feeds_changed;
      auto since = before ? std::optional<feed::Header>(*before) : std::nullopt;
      auto copied = co_await copy_entries(head, since);
      if (!copied) co_return copied;
      copied = co_await copy_history(feed);
      if (!copied) co_return copied;
    }
    co_return put(file_of(path), *answer);
  }

  /// From the block on in which the feed stood before.
  Task<Result<void>> copy_entries(feed::Header head, std::optional<feed::Header> before) {
    auto epoch = before ? before->epoch : 0;
    auto number = before ? before->seq : 1;
    for (; epoch <= head.epoch; ++epoch, number = 1) {
      for (bool is_full = true; is_full;) {
        const auto block = gossip::block_of(number, gossip::entries_per_block);
        const auto path = gossip::range_path(head.feed, epoch, block);
        CO_TRY(bytes, co_await ask(path, block_bytes));
        if (!bytes) break;
        CO_TRY(headers, gossip::decode_headers(*bytes));
        for (const auto& header : headers) {
          auto copied = co_await copy_payload(header);
          if (!copied) co_return copied;
        }
        if (auto done = put(file_of(path), *bytes); !done) co_return done;
        is_full = headers.size() == gossip::entries_per_block;
        number = block.to + 1;
      }
    }
    co_return Result<void>();
  }

  Task<Result<void>> copy_payload(feed::Header header) {
    const auto path = gossip::payload_path(header.payload_hash);
    if (header.payload_size == 0 || folder_.has(file_of(path))) co_return Result<void>();
    CO_TRY(payload, co_await ask(path, feed::payload_bytes_max_of(header.type)));
    if (!payload) co_return Result<void>();
    if (sha256(*payload) != header.payload_hash) {
      co_return fail(mirror_malformed, "A payload is not the one that was asked for.");
    }
    if (header.has(feed::flag_erasable)) erasable_.insert(gossip::print_hash(header.payload_hash));
    co_return put(file_of(path), *payload);
  }

  /// The log of a did:webvh, as a watcher has it.
  Task<Result<void>> copy_history(feed::FeedId feed) {
    const auto start = gossip::block_of(1, gossip::entries_per_block);
    CO_TRY(block, folder_.read(file_of(gossip::range_path(feed, 0, start)), block_bytes));
    const auto headers = block ? gossip::decode_headers(*block) : nothing();
    if (!headers || headers->empty()) co_return Result<void>();
    const auto first = gossip::payload_path(headers->front().payload_hash);
    CO_TRY(payload, folder_.read(file_of(first), feed::payload_bytes_max));
    const auto did = payload ? feed::did_of_log(*payload) : nothing();
    if (!did || !did::locate_did_webvh(*did)) co_return Result<void>();
    const std::string scid(did::scid_of(*did));
    for (const auto& [question, path] : {std::pair("/log?scid=", watched_log_path(scid)),
                                         std::pair("/witness?scid=", watched_witness_path(scid))}) {
      CO_TRY(text, co_await get(question + scid, answer_bytes_max));
      if (!text) continue;
      if (auto done = put(path.substr(1), *text); !done) co_return done;
    }
    co_return Result<void>();
  }

  /// What was erased at the node goes here too.
  Task<Result<void>> drop_erased() {
    const auto before = erasable_;
    for (const auto& hash : before) {
      CO_TRY(payload, co_await ask("/p/" + hash, feed::status_payload_bytes_max));
      if (payload) continue;
      if (auto done = folder_.erase(file_of("/p/" + hash)); !done) co_return done;
      erasable_.erase(hash);
    }
    if (before.empty()) co_return Result<void>();
    std::string lines;
    for (const auto& hash : erasable_) lines += hash + "\n";
    co_return put(erasable_file, bytes_of(lines));
  }

  Task<Result<void>> copy_snapshots() {
    for (const auto& witness : witnesses_) {
      const auto path = "/w/" + witness + "/latest";
      CO_TRY(snapshot, co_await ask(path, gossip::frame_bytes_max));
      if (!snapshot) continue;
      if (auto done = put(file_of(path), *snapshot); !done) co_return done;
    }
    co_return Result<void>();
  }

  /// A node that hands out none leaves the one of before.
  Task<Result<void>> copy_bundle() {
    CO_TRY(bundle, co_await ask("/bundle/latest", served_bundle_bytes_max));
    if (!bundle) co_return Result<void>();
    co_return put(file_of("/bundle/latest"), *bundle);
  }

  Result<void> load_erasable() {
    TRY(lines, folder_.read(erasable_file, erasable_bytes_max));
    std::string_view rest = lines ? text_of(*lines) : std::string_view();
    while (!rest.empty()) {
      const auto line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      const bool is_hash = line.find_first_of("/.") == std::string_view::npos && !line.empty();
      if (is_hash) erasable_.emplace(line);
    }
    return {};
  }

  /// The last first, so that the page before never names one that is not there yet.
  Result<void> write_pages() {
    std::set<std::string> names;
    for (auto page = pages_.rbegin(); page != pages_.rend(); ++page) {
      const auto path = gossip::arrivals_path(page->first);
      names.insert(path.substr(path.rfind('/') + 1));
      TRY_OK(put(file_of(path), page->second));
    }
    if (!pages_.empty()) TRY_OK(put(file_of("/heads"), pages_.front().second));
    TRY(held, folder_.list(file_of("/h")));
    for (const auto& name : held) {
      if (!names.contains(name)) TRY_OK(folder_.erase(file_of("/h/" + name)));
    }
    return {};
  }

  fetch::Fetcher& fetcher_;
  storage::FileTree& folder_;
  MirrorOrder order_;
  MirrorReport report_;
  std::vector<std::pair<feed::SeqRange, Bytes>> pages_;
  std::set<feed::FeedId> feeds_;
  std::vector<feed::Header> forked_;
  std::set<std::string> erasable_;
  std::set<std::string> witnesses_;
};

}  // namespace

Task<Result<MirrorReport>> export_mirror(fetch::Fetcher& fetcher, storage::FileTree& folder,
                                         MirrorOrder order) {
  Exporter exporter(fetcher, folder, std::move(order));
  co_return co_await exporter.run();
}

}  // namespace waarmerk::node::actions
