#include "node/actions/bundle_shelf.hpp"

#include <utility>

#include "crypto/base/sha2.hpp"
#include "node/actions/issuer_papers.hpp"
#include "node/gossip/serve.hpp"
#include "node/kit/bundle.hpp"

namespace waarmerk::node::actions {

Result<std::shared_ptr<const ServedBundle>> BundleShelf::latest() {
  const auto now = ports_.clock.now();
  const bool is_old = tried_ == UnixTime{} || now - tried_ > served_bundle_age_max_ms;
  if (is_old && !is_making_) {
    is_making_ = true;
    background_.spawn(make_anew());
  }
  if (latest_) return latest_;
  if (is_too_large_) {
    return fail(bundle_not_served, "The bundle of this node is too large to be handed out.");
  }
  return fail(bundle_not_ready, "The bundle is being made.");
}

/// Where that fails the one before stays, and who asks sets off another try.
Task<void> BundleShelf::make_anew() {
  auto bytes = co_await make();
  is_making_ = false;
  is_too_large_ = !bytes && bytes.error().code == kit::bundle_too_large;
  if (bytes || is_too_large_) tried_ = ports_.clock.now();
  if (is_too_large_) latest_.reset();
  if (!bytes) co_return;
  auto etag = '"' + gossip::print_hash(sha256(bytes_of(*bytes))) + '"';
  latest_ = std::make_shared<const ServedBundle>(
      ServedBundle{std::move(*bytes), std::move(etag), tried_});
}

Task<Result<std::string>> BundleShelf::make() {
  const auto too_large = [this](const std::string& bytes) { return bytes.size() > bytes_max_; };
  const auto& feeds = ports_.records.feeds;
  kit::BundleWriter writer;
  std::string bytes;
  for (const auto& feed : feeds.all()) {
    co_await pause_();
    CO_TRY(papers, make_papers(ports_.records.store, feeds, feed));
    if (!papers) continue;
    CO_TRY(more, writer.add(kit::write_kit(*papers)));
    bytes += text_of(more);
    if (too_large(bytes)) break;
  }
  bytes += text_of(writer.end());
  if (too_large(bytes))
    co_return fail(kit::bundle_too_large, "The bundle is too large to be held.");
  co_return bytes;
}

}  // namespace waarmerk::node::actions
