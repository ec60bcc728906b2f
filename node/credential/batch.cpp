#include "node/credential/batch.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>

namespace waarmerk::node::credential {
namespace {

// So many files are taken at a time: threads then seldom meet, and end at about the same time.
constexpr std::size_t stride = 8;

}  // namespace

std::vector<Verification> begin_all(std::span<const std::string> files,
                                    const VerificationOptions& options, unsigned threads) {
  std::vector<std::optional<Verification>> begun(files.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (auto from = next.fetch_add(stride); from < files.size(); from = next.fetch_add(stride)) {
      const auto to = std::min(from + stride, files.size());
      for (auto i = from; i < to; ++i) begun[i].emplace(std::string_view(files[i]), options);
    }
  };
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  const auto workers = std::min<std::size_t>(threads, (files.size() + stride - 1) / stride);
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < workers; ++i) others.emplace_back(work);
    work();
  }
  std::vector<Verification> all;
  all.reserve(begun.size());
  for (auto& each : begun) all.push_back(std::move(*each));
  return all;
}

}  // namespace waarmerk::node::credential
