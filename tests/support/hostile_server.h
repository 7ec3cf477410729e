#ifndef VIGIE_TESTS_SUPPORT_HOSTILE_SERVER_H
#define VIGIE_TESTS_SUPPORT_HOSTILE_SERVER_H

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace vigie::tests {

// A server on raw sockets that plays the faults no decent server can: each path has a script that
// writes what it likes, when it likes, and ends the connection as it likes. A thread accepts, one
// thread serves each connection; all end with the server, whatever they were doing.
class HostileServer {
 public:
  // What a script has in hand: one request on one connection.
  class Client {
   public:
    const std::string& head() const { return head_; }  // request line and fields, as received
    std::string method() const;
    std::string target() const;                      // "/p?q"
    std::string query() const;                       // "q"
    std::string field(std::string_view name) const;  // empty when absent
    // All return false when the other side is gone or the server is stopping.
    bool send(std::string_view bytes);
    bool pause(std::chrono::milliseconds time);
    bool drip(std::string_view bytes, std::chrono::milliseconds between);  // byte by byte
    // A whole answer with Content-Length; the connection serves the next request afterwards.
    bool answer(std::string_view body, std::string_view status = "200 OK",
                std::string_view fields = "Content-Type: text/html\r\n");
    bool redirect(std::string_view location, std::string_view fields = "");
    void wait_for_end();                 // silent until the other side goes or the server stops
    void reset();                        // ends the connection with RST
    void keep_alive() { keep_ = true; }  // serve the next request on this connection

   private:
    friend class HostileServer;
    Client(HostileServer& server, int socket) : server_(server), socket_(socket) {}
    bool read_head();
    HostileServer& server_;
    int socket_;
    std::string head_, unread_;
    bool keep_ = false;
  };
  using Script = std::function<void(Client&)>;

  enum class Bind : std::uint8_t { loopback, any };  // any: every address of the machine, IPv6 too
  explicit HostileServer(Bind where = Bind::loopback);
  ~HostileServer();
  HostileServer(const HostileServer&) = delete;
  HostileServer& operator=(const HostileServer&) = delete;

  // The script of a path (without query), or of all paths below one that ends with '*'. Unknown
  // paths answer 404. Before the first request only.
  void on(std::string path, Script script);
  void page(std::string path, std::string body);
  // Instead of reading requests: runs as soon as a connection is accepted.
  void on_connect(Script script) { on_connect_ = std::move(script); }

  std::uint16_t port() const { return port_; }
  std::string url(std::string_view path) const;  // http://127.0.0.1:PORT…
  int accepted() const { return accepted_; }     // connections
  std::vector<std::string> heads() const;        // of every request so far
  std::vector<std::string> targets() const;      // "/p?q" of every request so far

 private:
  void accept_all();
  void serve(int socket);
  const Script* script_for(const std::string& path) const;

  struct Connection {
    std::jthread thread;
    std::atomic<bool> over = false;
  };

  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> accepted_ = 0;
  std::map<std::string, Script> scripts_;
  Script on_connect_;
  mutable std::mutex mutex_;  // guards heads_
  std::vector<std::string> heads_;
  std::list<Connection> connections_;  // of the accepting thread
  std::jthread acceptor_;
};

}  // namespace vigie::tests

#endif
