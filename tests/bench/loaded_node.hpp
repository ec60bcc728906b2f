// LoadedNode: a real node of an organisation of its own, as `waarmerk org init` makes one: on
// loopback, with its store on the disk, its access log and its two threads.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace waarmerk::bench {

class LoadedNode {
 public:
  LoadedNode();
  ~LoadedNode();
  LoadedNode(const LoadedNode&) = delete;
  LoadedNode& operator=(const LoadedNode&) = delete;

  std::uint16_t port() const;
  /// May do everything.
  const std::string& token() const;
  /// Its DID, which is a did:key.
  const std::string& did() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Where the program logs, while it lives: nowhere, though everything is written.
class SilentLog {
 public:
  SilentLog();
  ~SilentLog();
  SilentLog(const SilentLog&) = delete;
  SilentLog& operator=(const SilentLog&) = delete;

 private:
  int before_;
};

}  // namespace waarmerk::bench
