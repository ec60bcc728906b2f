#include "node/net/txt_lookup.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "node/fetch/fetcher.hpp"
#include "node/net/txt_answer.hpp"

namespace waarmerk::node::net {
namespace {

constexpr std::chrono::seconds wait_max{8};
constexpr int seconds_a_try = 2;
constexpr int tries = 2;

/// The resolver's state of one question, by /etc/resolv.conf.
class ResolverState {
 public:
  ResolverState() : is_open_(res_ninit(&state_) == 0) {
    state_.retrans = seconds_a_try;
    state_.retry = tries;
  }
  ~ResolverState() {
    if (is_open_) res_nclose(&state_);
  }
  ResolverState(const ResolverState&) = delete;
  ResolverState& operator=(const ResolverState&) = delete;

  bool is_open() const { return is_open_; }
  /// In the place of the system's name servers.
  bool ask_only(const NameServer& server) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(server.port);
    if (inet_pton(AF_INET, server.address.c_str(), &address.sin_addr) != 1) return false;
    state_.nscount = 1;
    state_.nsaddr_list[0] = address;
    return true;
  }
  res_state get() { return &state_; }

 private:
  struct __res_state state_{};
  bool is_open_;
};

Result<std::vector<std::string>> ask_dns(const std::string& name, const NameServer& server) {
  ResolverState state;
  const bool is_set = state.is_open() && (server.address.empty() || state.ask_only(server));
  if (!is_set) return fail(host_not_found, "The resolver of this machine cannot be used.");
  Bytes answer(txt_answer_bytes_max);
  const int size = res_nquery(state.get(), name.c_str(), ns_c_in, ns_t_txt, answer.data(),
                              static_cast<int>(answer.size()));
  const auto why = state.get()->res_h_errno;
  if (size < 0 && (why == HOST_NOT_FOUND || why == NO_DATA)) return std::vector<std::string>();
  if (size < 0 || static_cast<std::size_t>(size) > answer.size()) {
    return fail(host_not_found, "DNS did not answer about " + name + ".");
  }
  return read_txt_answer(ByteView(answer).first(static_cast<std::size_t>(size)));
}

}  // namespace

TxtLookup::TxtLookup(NameServer server)
    : lookup_([server = std::move(server)](const std::string& name) {
        return ask_dns(name, server);
      }) {}

Task<Result<std::vector<std::string>>> TxtLookup::find_txt(std::string name) {
  auto found = co_await lookup_.find(std::move(name), std::chrono::steady_clock::now() + wait_max);
  if (found) co_return std::move(*found);
  const bool is_late = found.error().code == lookup_timeout;
  co_return fail(is_late ? fetch::fetch_timeout : fetch::fetch_failed, found.error().detail);
}

}  // namespace waarmerk::node::net
