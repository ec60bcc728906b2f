#include "node/net/http_client.hpp"

#include <algorithm>
#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <utility>

#include "did/address_rules.hpp"
#include "node/net/http_exchange.hpp"
#include "node/net/transport.hpp"
#include "node/net/web_socket.hpp"

namespace waarmerk::node::net {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Endpoints = std::vector<tcp::endpoint>;

// A host with many addresses is not tried for ever.
constexpr std::size_t endpoints_max = 4;
constexpr std::chrono::seconds dial_max{10};

/// The addresses that the guard lets through; a name that has none but others is refused.
Result<Endpoints> check_addresses(const did::FetchUrl& url,
                                  const std::vector<std::string>& addresses) {
  Endpoints endpoints;
  Result<void> checked = fail(fetch::fetch_failed, "The host has no address.");
  for (const auto& text : addresses) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(text, error);
    if (error || endpoints.size() == endpoints_max) continue;
    const auto verdict = address.is_v4() ? did::check_address(url, address.to_v4().to_bytes())
                                         : did::check_address(url, address.to_v6().to_bytes());
    if (verdict) {
      endpoints.emplace_back(address, url.port);
    } else {
      checked = fail(fetch::fetch_refused, verdict.error().detail);
    }
  }
  if (endpoints.empty()) return failure_of(std::move(checked));
  return endpoints;
}

/// Loopback has no need of DNS, and is not DNS's to give (RFC 6761 6.3).
std::vector<std::string> loopback_addresses(const std::string& host) {
  if (host == "localhost") return {"127.0.0.1", "::1"};
  return {host};
}

using Count = std::shared_ptr<std::atomic<std::size_t>>;

/// Counts itself as long as it lives, which may be longer than the client: a fetch that nobody
/// waits for any more ends with the loop that ran it.
class Counted {
 public:
  explicit Counted(Count count) : count_(std::move(count)), before_((*count_)++) {}
  ~Counted() { --*count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  std::size_t before() const { return before_; }

 private:
  Count count_;
  std::size_t before_;
};

}  // namespace

struct HttpClient::Parts {
  Parts(Options given, std::shared_ptr<TlsContext> context)
      : options(std::move(given)), tls(std::move(context)), lookup(options.resolve) {}

  Options options;
  std::shared_ptr<TlsContext> tls;
  Lookup lookup;
  Count under_way = std::make_shared<std::atomic<std::size_t>>(0);

  Task<Result<fetch::Fetched>> perform(fetch::FetchRequest request, did::FetchUrl url);
  Task<Result<std::unique_ptr<AnyStream>>> connect(did::FetchUrl url, Transport::Deadline deadline);
  Task<Result<Endpoints>> find_endpoints(did::FetchUrl url, Transport::Deadline deadline);
};

Task<Result<Endpoints>> HttpClient::Parts::find_endpoints(did::FetchUrl url,
                                                          Transport::Deadline deadline) {
  if (url.is_loopback) co_return check_addresses(url, loopback_addresses(url.host));
  const auto addresses = co_await lookup.find(url.host, deadline);
  if (!addresses) {
    const bool late = addresses.error().code == lookup_timeout;
    co_return fail(late ? fetch::fetch_timeout : fetch::fetch_failed, addresses.error().detail);
  }
  co_return check_addresses(url, *addresses);
}

Task<Result<fetch::Fetched>> HttpClient::Parts::perform(fetch::FetchRequest request,
                                                        did::FetchUrl url) {
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(request.timeout_ms);
  CO_TRY(text, print_request(request, {.authority = url.authority, .target = url.target}));
  CO_TRY(stream, co_await connect(std::move(url), deadline));
  auto fetched = co_await exchange(*stream, std::move(text), request.bytes_max);
  stream->transport().close();
  co_return fetched;
}

Task<Result<std::unique_ptr<AnyStream>>> HttpClient::Parts::connect(did::FetchUrl url,
                                                                    Transport::Deadline deadline) {
  CO_TRY(endpoints, co_await find_endpoints(url, deadline));
  if (options.on_connect) options.on_connect(url.host);
  DialOptions dialled{.endpoints = std::move(endpoints), .deadline = deadline};
  dialled.host = url.host;
  if (url.tls) dialled.tls = tls;
  auto stream = co_await net::dial(std::move(dialled));
  if (!stream) co_return std::unexpected(explain_failure(stream.error()));
  co_return std::move(*stream);
}

HttpClient::HttpClient(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

HttpClient::~HttpClient() = default;

Result<std::unique_ptr<HttpClient>> HttpClient::make(Options options) {
  TRY(tls, make_client_tls(options.ca_file));
  return std::unique_ptr<HttpClient>(
      new HttpClient(std::make_unique<Parts>(std::move(options), std::move(tls))));
}

Task<Result<fetch::Fetched>> HttpClient::fetch(fetch::FetchRequest request) {
  const did::AddressPolicy policy{.plain_http_on_loopback = parts_->options.plain_http_on_loopback};
  auto url = did::parse_fetch_url(request.url, policy);
  if (!url) co_return fail(fetch::fetch_refused, url.error().detail);
  const Counted counted(parts_->under_way);
  if (counted.before() >= parts_->options.fetches_max) {
    co_return fail(fetch::fetch_failed, "Too many fetches are under way.");
  }
  co_return co_await parts_->perform(std::move(request), *std::move(url));
}

Task<Result<std::unique_ptr<Socket>>> HttpClient::dial(std::string url, std::string protocol) {
  const did::AddressPolicy policy{.plain_http_on_loopback = parts_->options.plain_http_on_loopback};
  auto checked = did::parse_fetch_url(url, policy);
  if (!checked) co_return fail(fetch::fetch_refused, checked.error().detail);
  const auto deadline = std::chrono::steady_clock::now() + dial_max;
  SocketTarget target{
      .authority = checked->authority, .target = checked->target, .protocol = std::move(protocol)};
  CO_TRY(stream, co_await parts_->connect(*std::move(checked), deadline));
  co_return co_await open_socket(std::move(stream), std::move(target));
}

}  // namespace waarmerk::node::net
