#include "node/actions/tell_watchers.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "did/address_rules.hpp"
#include "did/did_webvh.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/ask_watchers.hpp"
#include "node/actions/commit.hpp"
#include "node/records/did_logs.hpp"
#include "node/records/told_watchers.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view log_file = "did.jsonl";
constexpr std::size_t answer_bytes_max = 16 << 10;

/// What others find of us, with its version.
std::string item(std::string_view path, std::uint64_t version) {
  return std::string(path) + " " + std::to_string(version);
}

/// Where below the place of our DID, of now or of before, this stands; empty where elsewhere.
std::string path_below(const Identity& self, const std::string& url) {
  for (const auto& version : self.documents.versions()) {
    const auto place =
        did::locate_did_webvh(version.document.id(), {.plain_http_on_loopback = true});
    const auto folder = place ? did::folder_of(*place) : std::string();
    if (!folder.empty() && url.starts_with(folder)) return url.substr(folder.size());
  }
  return {};
}

std::vector<std::string> news_of(const Ports& ports, std::size_t lines) {
  std::vector<std::string> news{item(log_file, lines)};
  for (const auto& list : ports.records.statuses.lists()) {
    const auto path = path_below(ports.self, list.url);
    if (!path.empty() && list.version > 0) news.push_back(item(path, list.version));
  }
  return news;
}

std::string path_in(const std::string& one) { return one.substr(0, one.rfind(' ')); }

/// As it stands behind a question mark: a DID and a path have nothing else there that would be read
/// otherwise (did-core 3.1).
std::string quoted(std::string text) {
  for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1)) {
    text.insert(at + 1, "25");
  }
  return text;
}

}  // namespace

Task<Result<void>> WatcherTeller::round() {
  if (ports_.self.did.method() != "webvh") co_return Result<void>();
  const auto scid = did::scid_of(ports_.self.did);
  CO_TRY(own, records::find_log(ports_.records.store, scid));
  if (!own) co_return Result<void>();
  const auto lines = static_cast<std::size_t>(std::ranges::count(own->log, '\n'));
  const auto watchers = watchers_in(*own, scid);
  std::erase_if(troubles_, [&](const auto& trouble) {
    return std::ranges::find(watchers, trouble.first) == watchers.end();
  });
  for (const auto& watcher : watchers) {
    auto told = co_await tell(watcher, news_of(ports_, lines));
    if (!told) co_return told;
  }
  co_return Result<void>();
}

Task<Result<void>> WatcherTeller::tell(std::string watcher, std::vector<std::string> news) {
  CO_TRY(before, records::load_told(ports_.records.store, watcher));
  const auto is_told = [&](const std::string& one) {
    return std::ranges::find(before, one) != before.end();
  };
  std::vector<std::string> untold = news;
  std::erase_if(untold, is_told);
  if (untold.empty() || is_patient(watcher, untold)) co_return Result<void>();
  std::erase_if(news, [&](const std::string& one) { return !is_told(one); });
  while (!untold.empty() && co_await post(address_for(watcher, untold.front()))) {
    news.push_back(std::move(untold.front()));
    untold.erase(untold.begin());
  }
  if (untold.empty()) troubles_.erase(watcher);
  if (!untold.empty()) note_trouble(watcher, std::move(untold));
  if (news == before) co_return Result<void>();
  storage::Batch rows;
  records::save_told(rows, watcher, news);
  co_return co_await commit(ports_.records.journal, std::move(rows));
}

std::string WatcherTeller::address_for(const std::string& watcher, const std::string& one) const {
  const auto& did = ports_.self.did;
  const auto path = path_in(one);
  if (path == log_file) return watcher + "/log?did=" + quoted(did.text());
  return watcher + "/resource?scid=" + std::string(did::scid_of(did)) + "&path=" + quoted(path);
}

/// Whether it was taken.
Task<bool> WatcherTeller::post(std::string url) {
  fetch::FetchRequest request;
  request.method = "POST";
  request.bytes_max = answer_bytes_max;
  request.url = std::move(url);
  const auto answer = co_await ports_.fetcher.fetch(std::move(request));
  co_return answer && answer->status >= 200 && answer->status < 300;
}

/// Whether to wait with these, or to leave them.
bool WatcherTeller::is_patient(const std::string& watcher,
                               const std::vector<std::string>& untold) const {
  const auto found = troubles_.find(watcher);
  if (found == troubles_.end() || found->second.news != untold) return false;
  return found->second.times >= tellings_max || ports_.clock.now() < found->second.next;
}

void WatcherTeller::note_trouble(const std::string& watcher, std::vector<std::string> untold) {
  auto& trouble = troubles_[watcher];
  if (trouble.news != untold) trouble = {.news = std::move(untold)};
  const auto wait_ms = telling_wait_ms_min << std::min(trouble.times, 20);
  trouble.next = ports_.clock.now() + std::min(wait_ms, telling_wait_ms_max);
  ++trouble.times;
}

}  // namespace waarmerk::node::actions
