// NetworkNamespace: a network of its own for what is started inside, where the system allows it.
#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace waarmerk::tests {

/// An open file of the system, closed at the end.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;

  int number() const { return number_; }

 private:
  int number_ = -1;
};

class NetworkNamespace {
 public:
  /// With a loopback and a card of this address in 10.77.0.0/24, whose packets go to `card()`.
  /// Otherwise what the system said.
  static std::expected<NetworkNamespace, std::string> make(std::uint8_t host);
  /// From which nobody can be reached, not even this machine.
  static std::expected<NetworkNamespace, std::string> make_empty();

  /// Of whole IPv4 packets, out of and into the namespace. It never blocks.
  int card() const { return card_.number(); }

 private:
  friend class Inside;
  NetworkNamespace(Descriptor space, Descriptor card);

  Descriptor space_;
  Descriptor card_;
};

/// This thread, and what it starts or connects, is inside until the end of the scope.
class Inside {
 public:
  explicit Inside(const NetworkNamespace& space);
  ~Inside();
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  Descriptor before_;
};

}  // namespace waarmerk::tests
