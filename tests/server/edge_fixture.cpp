#include "tests/server/edge_fixture.h"

#include "core/rules/rule_args.h"
#include "tests/support/actors.h"

#include <chrono>
#include <cstdlib>
#include <thread>

#include <unistd.h>

namespace rawi::server {

namespace {

class KeepingSink final : public BodySink {
public:
    explicit KeepingSink(std::shared_ptr<SinkLog> log) : m_log(std::move(log)) {}
    Result<void> write(const char *data, size_t size) override
    {
        const std::lock_guard lock(m_log->mutex);
        if (m_log->bytes.size() + size > m_log->refuseAt) {
            return Error{ErrorCode::DiskFull, QString(), u"the test's disk is full"_s};
        }
        m_log->bytes.append(data, size);
        m_log->pieces.push_back(size);
        return {};
    }
    Result<Reply> finish(bool complete) override
    {
        const std::lock_guard lock(m_log->mutex);
        m_log->complete = complete;
        m_log->changed.notify_all();
        return Reply::noContent();
    }

private:
    std::shared_ptr<SinkLog> m_log;
};

} // namespace

bool SinkLog::waitFinished()
{
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, std::chrono::seconds(5), [this] { return complete.has_value(); });
}

Result<SessionRef> testSession(std::string_view token)
{
    const auto session = [](const char *id, Role role) {
        const QUuid uuid = uuidFromText(QString::fromLatin1(id));
        return SessionRef{uuid, rawi::test::actorOf(Id<Person>(uuid), role)};
    };
    if (token == "viewer") {
        return session("01910000-0000-7000-8000-000000000001", Role::Viewer);
    }
    if (token == "editor") {
        return session("01910000-0000-7000-8000-000000000002", Role::Editor);
    }
    if (token == "admin") {
        return session("01910000-0000-7000-8000-000000000003", Role::Admin);
    }
    return Error{ErrorCode::Unauthenticated, QString(), u"unknown token"_s};
}

void EdgeFixture::SetUp()
{
    addPlainRoutes();
    addStreamRoutes();
    addRoutes();
    hello = [](const std::string &) { return std::string(R"({"type":"welcome"})"); };
    EdgeConfig config;
    config.listen.front().port = 0;
    configure(config);
    edge = std::make_unique<Edge>(config, table, testSession,
                                  [this](const SessionRef &, const std::string &text) { return hello(text); });
    const Result<void> started = edge->start();
    ASSERT_TRUE(started.ok()) << started.error().toString().toStdString();
}

void EdgeFixture::TearDown()
{
    edge.reset();
}

void EdgeFixture::addPlainRoutes()
{
    const auto open = [this](Method method, const char *pattern, auto handle) {
        Route route;
        route.method = method;
        route.pattern = pattern;
        route.query = {textArg("a", 0), textArg("q", 0), textArg("x", 0)};
        route.summary = "test";
        route.needsSession = false;
        route.handle = handle;
        table.add(std::move(route));
    };
    open(Method::Get, "/ping", [](const Request &) -> Result<Reply> { return Reply::rawJson(R"({"ok":true})"); });
    open(Method::Get, "/items/{id}", [](const Request &request) -> Result<Reply> {
        Reply reply = Reply::json(
            {{u"id"_s, QString::fromStdString(request.params.at(0))}, {u"q"_s, request.queryValue("q")}});
        reply.headers.emplace_back("ETag", "\"7\"");
        return reply;
    });
    open(Method::Get, "/items/first", [](const Request &) -> Result<Reply> { return Reply::rawJson(R"("word")"); });
    open(Method::Get, "/slow/{ms}", [](const Request &request) -> Result<Reply> {
        std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(request.params.at(0))));
        return Reply::rawJson("\"slow " + request.params.at(0) + "\"");
    });
    open(Method::Get, "/inject", [](const Request &) -> Result<Reply> {
        Reply reply = Reply::rawJson("{}");
        reply.headers.emplace_back("X-Name", "a\r\nX-Evil: 1");
        return reply;
    });
    open(Method::Get, "/broken", [](const Request &) -> Result<Reply> {
        return Error{ErrorCode::DatabaseError, QString(), u"secret cause"_s};
    });
    const auto withSession = [this](Method method, const char *pattern, const QString &right, auto handle) {
        Route route;
        route.method = method;
        route.pattern = pattern;
        route.summary = "test";
        route.right = right;
        route.rate = RateClass::Write;
        route.handle = handle;
        table.add(std::move(route));
    };
    withSession(Method::Post, "/echo", {}, [](const Request &request) -> Result<Reply> {
        RAWI_ASSIGN(const QJsonObject body, request.json());
        return Reply::json({{u"size"_s, qint64(request.body.size())}, {u"body"_s, body}});
    });
    withSession(Method::Delete, "/items/{id}", u"people.manage"_s,
                [](const Request &) -> Result<Reply> { return Reply::noContent(); });
    Route login;
    login.method = Method::Post;
    login.pattern = "/login";
    login.summary = "test";
    login.needsSession = false;
    login.rate = RateClass::Login;
    login.handle = [](const Request &request) -> Result<Reply> {
        if (request.body == "right") {
            return Reply::noContent();
        }
        return Error{ErrorCode::InvalidCredentials, QString(), u"no"_s};
    };
    table.add(std::move(login));
}

void EdgeFixture::addStreamRoutes()
{
    Route upload;
    upload.method = Method::Patch;
    upload.pattern = "/upload";
    upload.summary = "test";
    upload.right = u"media.upload"_s;
    upload.rate = RateClass::Upload;
    upload.stream = [log = sink](const Request &) -> Result<std::unique_ptr<BodySink>> {
        return std::unique_ptr<BodySink>(std::make_unique<KeepingSink>(log));
    };
    table.add(std::move(upload));
    Route file;
    file.pattern = "/file/{bytes}";
    file.summary = "test";
    file.needsSession = false;
    file.handle = [](const Request &request) -> Result<Reply> {
        char path[] = "/tmp/rawi-edge-XXXXXX";
        const int fd = ::mkstemp(path);
        ::unlink(path); // it lives as long as the descriptor
        const auto size = std::stoll(request.params.at(0));
        std::string bytes(static_cast<size_t>(size), '\0');
        for (size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<char>('a' + i % 23);
        }
        EXPECT_EQ(::write(fd, bytes.data(), bytes.size()), size);
        Reply reply;
        reply.contentType = "video/mp4";
        reply.file = FileRange{fd, 5, size - 5};
        return reply;
    };
    table.add(std::move(file));
}

} // namespace rawi::server
