// LoadClient: the same request over and over on a number of connections to a node on loopback, as
// cheaply as one thread can, so that what is measured is the node.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace waarmerk::bench {

/// A POST of JSON that keeps its connection; without a token where that is empty.
std::string post_request(std::string_view path, std::string_view token, std::string_view json);

class LoadClient {
 public:
  /// Connects, and sends one request on each connection. The request is borrowed.
  LoadClient(std::uint16_t port, std::size_t connections, std::string_view request);
  ~LoadClient();
  LoadClient(const LoadClient&) = delete;
  LoadClient& operator=(const LoadClient&) = delete;

  /// Waits for one more response, and sends the next request on its connection, which is made anew
  /// where the node ends it. False where the response is no success, or the node is gone.
  bool await_one();
  /// The response that was no success; empty where none came.
  const std::string& failure() const { return failure_; }
  /// Waits for the responses that are under way, and sends no more until it resumes.
  void drain();
  /// Sends a request on each connection again. False where the node is gone.
  bool resume();
  /// How long each response so far took to come, from its request on.
  const std::vector<std::int64_t>& took_ns() const { return took_ns_; }
  /// Counts from here on.
  void forget() { took_ns_.clear(); }

 private:
  struct Connection {
    int socket = -1;
    std::string got;
    std::int64_t sent_ns = 0;
  };

  bool open(Connection& connection);
  bool send(Connection& connection);
  /// Reads what has come: whether that made a response whole.
  bool receive(Connection& connection);
  bool finish(Connection& connection);

  std::uint16_t port_;
  std::string_view request_;
  int poll_;
  std::vector<Connection> connections_;
  std::vector<std::size_t> ready_;
  std::vector<std::int64_t> took_ns_;
  std::size_t under_way_ = 0;
  std::string failure_;
  bool draining_ = false;
  bool broken_ = false;
};

}  // namespace waarmerk::bench
