// Ranges: headers are asked for as they are wanted, and of a host of plain files in blocks, which
// are then cut to what was wanted (spec/wire/gossip.md 6).
#include <algorithm>
#include <utility>

#include "node/gossip/blocks.hpp"
#include "node/gossip/core.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::gossip {

bool Engine::Core::wants_headers(Ask ask) {
  return ask == Ask::introduction || ask == Ask::range || ask == Ask::trace ||
         ask == Ask::branch_range;
}

void Engine::Core::get_headers(Request request) {
  const auto peer = peers_.find(request.peer);
  if (peer != peers_.end() && peer->second.is_static) {
    const auto first = block_of(request.range.from, entries_per_block);
    return get_block(std::move(request), first);
  }
  auto path = range_path(request.feed, request.epoch, request.range);
  const auto count = request.range.to - request.range.from + 1;
  get(std::move(request), std::move(path), count * feed::header_bytes);
}

void Engine::Core::get_block(Request request, feed::SeqRange block) {
  request.block = block;
  auto path = range_path(request.feed, request.epoch, block);
  get(std::move(request), std::move(path), entries_per_block * feed::header_bytes);
}

// Makes the answer what it would have been of a node. False where more was asked for.
bool Engine::Core::gather_headers(Request& request, HttpDone& in) {
  const auto& wanted = request.range;
  const auto first = block_of(wanted.from, entries_per_block);
  if (!request.block) {
    if (in.status != 404 || wanted == first) return true;
    get_block(std::move(request), first);  // perhaps it has files only
    return false;
  }
  if (in.status != 200 && request.gathered.empty()) return true;
  if (in.status == 200) append(request.gathered, in.body);
  const bool is_full = in.body.size() == entries_per_block * feed::header_bytes;
  if (in.status == 200 && is_full && request.block->to < wanted.to) {
    const auto next = block_of(request.block->to + 1, entries_per_block);
    get_block(std::move(request), next);
    return false;
  }
  cut_headers(request, in);
  return true;
}

void Engine::Core::cut_headers(const Request& request, HttpDone& in) {
  const auto& wanted = request.range;
  const auto first = block_of(wanted.from, entries_per_block);
  const auto before = (wanted.from - first.from) * feed::header_bytes;
  const auto count = (wanted.to - wanted.from + 1) * feed::header_bytes;
  in.body.clear();
  in.status = 404;
  if (request.gathered.size() <= before) return;
  in.body = to_bytes(ByteView(request.gathered)
                         .subspan(before, std::min(count, request.gathered.size() - before)));
  in.status = 200;
  if (const auto peer = peers_.find(request.peer); peer != peers_.end())
    peer->second.is_static = true;  // by blocks it has what it did not have otherwise
}

}  // namespace waarmerk::node::gossip
