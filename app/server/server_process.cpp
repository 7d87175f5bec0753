#include "app/server/server_process.h"

#include "app/server/backup_tasks.h"
#include "app/server/health_board.h"
#include "app/server/job_events.h"
#include "core/base/log.h"
#include "core/people/workspace_settings.h"
#include "core/protocol/workspace_rules.h"
#include "sync-server/backup/backup_service.h"
#include "sync-server/blobs/blob_store.h"
#include "sync-server/catalog/catalog_routes.h"
#include "sync-server/content/content_routes.h"
#include "sync-server/feed/command_service.h"
#include "sync-server/feed/event_line.h"
#include "sync-server/feed/feed_floor.h"
#include "sync-server/feed/mending.h"
#include "sync-server/gateway/edge.h"
#include "sync-server/jobs/housekeeping.h"
#include "sync-server/jobs/job_report.h"
#include "sync-server/jobs/queue_routes.h"
#include "sync-server/media/media_housekeeping.h"
#include "sync-server/media/media_routes.h"
#include "sync-server/people/people_routes.h"
#include "sync-server/people/workspace_routes.h"
#include "sync-server/people/people_service.h"
#include "sync-server/people/session_watch.h"
#include "sync-server/sync/sync_routes.h"
#include "sync-server/webhooks/webhook_routes.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSysInfo>

#include <unistd.h>

#include <algorithm>
#include <mutex>

namespace rawi::server {

namespace {

constexpr int kWorkers = 5; // one caller has four at most
constexpr int kConnections = 16; // the workers', the disk pool's, the jobs', the schedules', the consumers' of events and the senders'
constexpr int kRestartsInARow = 5; // of PostgreSQL; then the process ends, for its own supervisor to see
constexpr qint64 kAddressMs = 60'000;
constexpr qint64 kLookMs = 1000; // at what waits and what failed; at the database more often
constexpr int kGraceMs = 5000;  // of the 10 s a stop may take; PostgreSQL's shutdown gets the rest

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || host == "::1"_L1 || host.startsWith("127."_L1);
}

Result<EdgeConfig> edgeConfig(const ServerOptions &options)
{
    EdgeConfig config;
    config.workers = kWorkers;
    config.listen.clear();
    for (const ServerOptions::Listen &address : options.listen) {
        config.listen.push_back({address.host.toStdString(), address.port, options.speaksTls(address)});
        if (!options.speaksTls(address) && !isLoopback(address.host) && options.trustedProxies.isEmpty()) {
            qCWarning(lcServer).noquote() << address.host << "is listened on without TLS: passwords cross the network in clear;"
                                          << "give --tls-certificate and --tls-key, or a proxy's address with --trusted-proxy";
        }
    }
    if (!options.tlsCertificate.isEmpty()) {
        config.tls = TlsFiles{options.tlsCertificate, options.tlsKey};
    }
    RAWI_ASSIGN(config.proxies, TrustedProxies::parse(options.trustedProxies));
    config.publicUrl = options.publicUrl.toStdString();
    return config;
}

void warnWithout(const MediaWorker &worker)
{
    if (!worker.isThere()) {
        qCWarning(lcServer).noquote() << "the media worker" << worker.program()
                                      << "is missing: what is uploaded waits unverified; give --media-worker PATH";
    }
}

// The folder's lock lets one process at a time bear it.
QString nameOf(const ServerOptions &options)
{
    return QString::fromLatin1(QSysInfo::machineUniqueId()) + QLatin1Char(':') + options.data;
}

// "ok", or "failing: webhooks".
QString wordOf(const QList<EventLine::ConsumerState> &consumers)
{
    QStringList failing;
    for (const EventLine::ConsumerState &one : consumers) {
        if (one.failures > 0) {
            failing.append(one.name);
        }
    }
    return failing.isEmpty() ? u"ok"_s : u"failing: "_s + failing.join(u", "_s);
}

// "ok", or "2 left alone"; whom this server calls is not for everybody.
QString wordOf(const QList<CircuitBreakers::HostState> &hosts)
{
    const auto left = std::count_if(hosts.begin(), hosts.end(), [](const auto &one) { return one.state != BreakerState::Closed; });
    return left == 0 ? u"ok"_s : u"%1 left alone"_s.arg(left);
}

} // namespace

struct ServerProcess::Private {
    Private(const ServerOptions &wanted, const Clock &theClock, std::unique_ptr<ServerData> opened)
        : options(wanted), clock(theClock), data(std::move(opened)), rules(makeWorkspaceRules()),
          pool(data->conninfo(), kConnections), commands(pool, rules, clock, nullptr), people(pool, commands, clock),
          worker(mediaWorkerOf(wanted)), jobs(pool, nameOf(wanted)), scheduler(pool, jobs, clock), events(pool),
          outgoing(theClock, {.allowedHosts = wanted.allowedHosts})
    {
    }

    // Destroyed from the last to the first: the edge before what its handlers use, PostgreSQL last.
    ServerOptions options;
    const Clock &clock;
    std::unique_ptr<ServerData> data;
    RuleBook rules;
    PgPool pool;
    CommandService commands;
    PeopleService people;
    std::unique_ptr<BlobStore> blobs;
    MediaWorker worker;
    JobQueue jobs;
    Scheduler scheduler;
    EventLine events;
    Outgoing outgoing;
    std::unique_ptr<SealedSecrets> secrets;
    std::unique_ptr<WebhookService> webhooks;
    std::shared_ptr<UploadService> uploads;
    RoutingTable table;
    std::unique_ptr<Edge> edge;
    std::unique_ptr<SessionWatch> sessionWatch;
    QJsonObject atWork; // as it was at lookedAtMs; the health board's thread's
    qint64 lookedAtMs = 0;
    HealthBoard health{[this] { return look(); }};
    std::atomic<int> restarts{0}; // of the private PostgreSQL
    std::atomic<bool> restarting{false};
    int restartsFailed = 0; // in a row; the main thread's, as the next
    qint64 addressReadMs = 0;
    std::mutex addressMutex;
    qint64 addressRev = 0; // of the settings it was taken from

    void takeAddress(qint64 rev, const QString &setting);
    Result<void> readAddress();
    void addHousekeeping();
    Result<void> openSecrets();
    Result<void> startEvents();
    void addHouseRoutes();
    HealthBoard::Look look();
    QJsonObject lookAtWork();
    Reply metrics();
    Result<std::string> databaseMetrics();
    std::string processMetrics() const;
};

// What the newsroom set last counts; else what the server was started with.
void ServerProcess::Private::takeAddress(qint64 rev, const QString &setting)
{
    const std::lock_guard lock(addressMutex);
    if (rev < std::exchange(addressRev, std::max(rev, addressRev))) {
        return;
    }
    edge->setPublicUrl((setting.isEmpty() ? options.publicUrl : setting).toStdString());
}

Result<void> ServerProcess::Private::readAddress()
{
    RAWI_ASSIGN(const PgRows rows, pool.with<PgRows>([](PgConnection &connection) {
        return connection.exec("SELECT rev, public_address FROM workspace_settings"
                               " WHERE workspace = (SELECT id FROM workspaces ORDER BY created_at, id LIMIT 1)");
    }));
    if (rows.count() > 0) {
        takeAddress(rows.integer(0, 0), rows.string(0, 1));
    }
    return {};
}

// What is dropped at night.
void ServerProcess::Private::addHousekeeping()
{
    addJobHousekeeping(jobs, scheduler);
    server::addHousekeeping(jobs, scheduler, u"events.forget"_s, u"11 4 * * *"_s, [this](JobLease &) -> Result<QJsonObject> {
        RAWI_TRY(events.forgetOld());
        RAWI_TRY(webhooks->deliveries().forgetEnded());
        return QJsonObject();
    });
    server::addHousekeeping(jobs, scheduler, u"feed.forget"_s, u"31 4 * * *"_s, [this](JobLease &) -> Result<QJsonObject> {
        RAWI_ASSIGN(const int dropped, raiseFeedFloor(pool));
        return QJsonObject{{u"dropped"_s, dropped}};
    });
}

Result<void> ServerProcess::Private::openSecrets()
{
    RAWI_ASSIGN(secrets, SealedSecrets::open(pool, options.keyFile));
    webhooks = std::make_unique<WebhookService>(pool, commands, *secrets, outgoing, nameOf(options));
    webhooks->listenTo(events);
    return {};
}

Result<void> ServerProcess::Private::startEvents()
{
    RAWI_TRY(events.start());
    commands.setEvents(&events);
    return webhooks->start();
}

void ServerProcess::Private::addHouseRoutes()
{
    enum class Answer { Worker, Instant };
    const auto open = [this](Answer answer, const char *path, const char *summary, std::function<Result<Reply>(const Request &)> handle) {
        Route route;
        route.isInstant = answer == Answer::Instant;
        route.pattern = path;
        route.summary = summary;
        route.needsSession = false;
        route.handle = std::move(handle);
        table.add(std::move(route));
    };
    open(Answer::Instant, "/", "What answers here", [](const Request &) -> Result<Reply> {
        return Reply::json({{u"name"_s, u"Rawi"_s},
                            {u"version"_s, QCoreApplication::applicationVersion()},
                            {u"api"_s, u"/api/v1/openapi.json"_s}});
    });
    open(Answer::Instant, "/health/live", "The process answers", [](const Request &) -> Result<Reply> {
        return Reply::json({{u"status"_s, u"ok"_s}});
    });
    open(Answer::Instant, "/health/ready", "Database and media folder can be used",
         [this](const Request &) -> Result<Reply> { return health.reply(); });
    open(Answer::Worker, "/metrics", "Prometheus text", [this](const Request &) -> Result<Reply> { return metrics(); });
    open(Answer::Worker, "/api/v1/openapi.json", "This interface as OpenAPI 3.1", [this](const Request &) -> Result<Reply> {
        return Reply::json(openApiDocument(table, rules.types() + QList{&recordInfo<WebhookDelivery>()}, options.publicUrl));
    });
}

HealthBoard::Look ServerProcess::Private::look()
{
    const auto ping = pool.with<PgRows>([](PgConnection &connection) { return connection.exec("SELECT 1"); });
    const auto room = blobs->checkRoom(0);
    const auto word = [](bool ok, const Error *error) {
        return ok ? u"ok"_s : QLatin1StringView(error->code.name()).toString();
    };
    const bool ok = ping.ok() && room.ok();
    if (clock.nowMs() - lookedAtMs >= kLookMs) {
        lookedAtMs = clock.nowMs();
        atWork = lookAtWork();
    }
    QJsonObject told = atWork;
    told.insert(u"status"_s, ok ? u"ok"_s : u"unavailable"_s);
    told.insert(u"database"_s, restarting ? u"restarting"_s : word(ping.ok(), ping.ok() ? nullptr : &ping.error()));
    told.insert(u"media"_s, word(room.ok(), room.ok() ? nullptr : &room.error()));
    return {ok, told};
}

// What is told beside; requests are answered all the same.
QJsonObject ServerProcess::Private::lookAtWork()
{
    const auto consumers = events.states();
    QJsonObject told{{u"events"_s, consumers ? wordOf(*consumers) : QLatin1StringView(consumers.error().code.name()).toString()},
                     {u"outgoing"_s, wordOf(outgoing.breakers())}};
    if (const Result<JobHealth> work = jobHealth(pool, clock.nowMs())) {
        told.insert(u"work"_s, work->toJson());
    }
    if (const auto backup = pool.with<BackupState>(readBackupState); backup.ok()) {
        const auto orNull = [](const QString &time) { return time.isEmpty() ? QJsonValue() : QJsonValue(time); };
        told.insert(u"backup"_s, QJsonObject{{u"taken_at"_s, orNull(backup->takenAt)}, {u"verified_at"_s, orNull(backup->verifiedAt)}});
    }
    return told;
}

namespace {

void appendMetric(std::string &text, std::string_view name, std::string_view type, std::string_view help, std::string_view value)
{
    text.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ").append(name).append(" ").append(type);
    text.append("\n").append(name).append(" ").append(value).append("\n");
}

} // namespace

// What can be said is said also while the database cannot be asked: that is when somebody looks.
Reply ServerProcess::Private::metrics()
{
    Reply reply;
    reply.contentType = "text/plain; version=0.0.4; charset=utf-8";
    reply.body = edge->metrics() + outgoing.metrics() + processMetrics();
    const Result<std::string> told = databaseMetrics();
    appendMetric(reply.body, "rawi_database_up", "gauge", "Whether the database answers.", told ? "1" : "0");
    reply.body += told ? *told : std::string();
    return reply;
}

std::string ServerProcess::Private::processMetrics() const
{
    std::string text;
    const PgPool::Use use = pool.use();
    appendMetric(text, "rawi_database_connections", "gauge", "Connections of the pool in use.", std::to_string(use.leased));
    appendMetric(text, "rawi_database_waiting", "gauge", "Work that waits for a connection.", std::to_string(use.waiting));
    appendMetric(text, "rawi_media_worker_up", "gauge", "Whether the media worker's program is there.", worker.isThere() ? "1" : "0");
    QFile status(u"/proc/self/statm"_s);
    if (status.open(QIODevice::ReadOnly)) {
        const qint64 resident = status.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
        appendMetric(text, "process_resident_memory_bytes", "gauge", "Memory in use.", std::to_string(resident));
    }
    const auto descriptors = QDir(u"/proc/self/fd"_s).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot).size();
    appendMetric(text, "process_open_fds", "gauge", "Open descriptors.", std::to_string(descriptors));
    return text;
}

Result<std::string> ServerProcess::Private::databaseMetrics()
{
    RAWI_ASSIGN(const PgRows heads, pool.with<PgRows>([](PgConnection &connection) {
        return connection.exec("SELECT coalesce(max(head), 0), (SELECT count(*) FROM uploads WHERE state = 'open'),"
                               " (SELECT coalesce(extract(epoch FROM max(taken_at)), 0)::bigint FROM backups),"
                               " (SELECT coalesce(extract(epoch FROM max(verified_at)), 0)::bigint FROM backups) FROM feed_heads");
    }));
    RAWI_ASSIGN(std::string text, events.metrics());
    RAWI_ASSIGN(const std::string webhookLines, webhooks->deliveries().metrics());
    text += webhookLines;
    appendMetric(text, "rawi_feed_head", "gauge", "Last number of the change feed.", heads.text(0, 0));
    appendMetric(text, "rawi_uploads_open", "gauge", "Uploads that are not complete.", heads.text(0, 1));
    appendMetric(text, "rawi_backup_taken_seconds", "gauge", "When the last backup was taken; 0: never.", heads.text(0, 2));
    appendMetric(text, "rawi_backup_verified_seconds", "gauge", "When a backup was last restored on trial; 0: never.", heads.text(0, 3));
    appendMetric(text, "rawi_postgres_restarts_total", "counter", "Times the private PostgreSQL was started again.", std::to_string(restarts));
    RAWI_ASSIGN(const std::string work, jobMetrics(pool, clock.nowMs()));
    return text + work;
}

ServerProcess::ServerProcess(std::unique_ptr<Private> priv) : d(std::move(priv)) { }

namespace {

Error nobodyAdministers(const QString &data)
{
    return {ErrorCode::NotFound, data,
            u"nobody can administer this server: give somebody the role with rawi-server user role --email E --role admin "
            "(rawi-server user list shows everybody), or finish a new server with rawi-server init"_s, SubjectKind::File};
}

} // namespace

Result<std::unique_ptr<ServerProcess>> ServerProcess::start(const ServerOptions &options, const Clock &clock)
{
    RAWI_ASSIGN(std::unique_ptr<ServerData> data, ServerData::open(options, ServerData::Need::Exclusive));
    RAWI_ASSIGN(const QByteArray urlKey, data->urlKey());
    auto d = std::make_unique<Private>(options, clock, std::move(data));
    RAWI_ASSIGN(const bool usable, d->people.hasAdmin());
    if (!usable) {
        return nobodyAdministers(options.data);
    }
    RAWI_ASSIGN(d->blobs, BlobStore::open(options.media));

    d->addHouseRoutes();
    addPeopleRoutes(d->table, d->people);
    addWorkspaceRoutes(d->table, d->pool, d->commands);
    addContentRoutes(d->table, d->pool, d->commands);
    addCatalogRoutes(d->table, d->pool, d->commands);
    addSyncRoutes(d->table, d->pool, d->commands, d->rules);
    RAWI_TRY(d->openSecrets());
    addWebhookRoutes(d->table, d->pool, d->commands, *d->webhooks);
    d->uploads = addMediaRoutes(d->table, d->pool, d->commands, *d->blobs, d->jobs, d->worker, urlKey);
    addMediaHousekeeping(d->jobs, d->scheduler, d->uploads, clock);
    d->addHousekeeping();
    addBackupSchedule(d->jobs, d->scheduler, d->pool, d->data->conninfo(), options, clock);
    addQueueRoutes(d->table, d->jobs, d->scheduler);
    d->jobs.setEvents(jobEvents(clock));

    RAWI_ASSIGN(EdgeConfig config, edgeConfig(options));
    Private &parts = *d;
    d->edge = std::make_unique<Edge>(
        config, d->table, [&parts](std::string_view token) { return parts.people.authenticate(token); },
        [&parts](const SessionRef &session, const std::string &text) { return answerHello(parts.pool, session, text); });
    d->commands.setHub(&d->edge->hub());
    d->people.setHub(&d->edge->hub());
    d->jobs.setHub(&d->edge->hub());
    RAWI_TRY(mendTexts(d->pool, d->commands));
    RAWI_TRY(d->readAddress());
    d->commands.watch(recordInfo<WorkspaceSettings>(), [&parts](const QList<RowChange> &changes) {
        const auto settings = fromJson<WorkspaceSettings>(changes.last().after);
        parts.takeAddress(settings.rev, settings.publicAddress);
    });
    d->sessionWatch = std::make_unique<SessionWatch>(d->people.sessions(), d->edge->hub());
    d->health.start();
    warnWithout(d->worker);
    RAWI_TRY(d->edge->start());
    d->sessionWatch->start();
    std::unique_ptr<ServerProcess> server(new ServerProcess(std::move(d)));
    server->d->commands.meetNeighbours(server->d->data->conninfo()); // from here on the destructor parts it from the hub
    if (const Result<int> swept = server->d->uploads->sweep(clock.nowMs()); !swept) { // before jobs work on what is left
        qCWarning(lcServer) << "housekeeping of uploads:" << swept.error().toString();
    }
    RAWI_TRY(server->d->jobs.start());
    RAWI_TRY(server->d->scheduler.start());
    RAWI_TRY(server->d->startEvents());
    return server;
}

ServerProcess::~ServerProcess()
{
    d->health.stop();
    d->sessionWatch->stop();
    d->scheduler.stop();
    d->outgoing.stop();
    d->jobs.stop();
    d->events.stop();
    d->webhooks->stop();
    d->commands.setEvents(nullptr);
    d->edge->stop(kGraceMs);
    d->commands.watch(recordInfo<WorkspaceSettings>(), {});
    d->jobs.setHub(nullptr);
    d->commands.setHub(nullptr);
    d->people.setHub(nullptr);
}

QStringList ServerProcess::urls() const
{
    QStringList urls;
    for (const ServerOptions::Listen &address : std::as_const(d->options.listen)) {
        const QString host = address.host.contains(u':') ? u'[' + address.host + u']' : address.host;
        urls.append(u"%1://%2:%3"_s.arg(d->options.speaksTls(address) ? u"https"_s : u"http"_s, host)
                        .arg(d->edge->port(static_cast<size_t>(urls.size()))));
    }
    return urls;
}

bool ServerProcess::keepDatabase()
{
    if (d->data->databaseRunning()) {
        d->restartsFailed = 0;
        // Another server of this database may have changed it; when it cannot be read, the next minute does.
        if (d->clock.nowMs() - d->addressReadMs > kAddressMs) {
            d->addressReadMs = d->clock.nowMs();
            [[maybe_unused]] const Result<void> read = d->readAddress();
        }
        return true;
    }
    qCWarning(lcServer) << "PostgreSQL ended; it is started again";
    d->restarting = true;
    const Result<void> started = d->data->restartDatabase();
    d->restarting = false;
    if (started.ok()) {
        ++d->restarts;
        qCInfo(lcServer) << "PostgreSQL is back";
        return true;
    }
    qCCritical(lcServer).noquote() << "PostgreSQL does not start:" << started.error().toString();
    return ++d->restartsFailed < kRestartsInARow;
}

void ServerProcess::reload()
{
    if (d->options.tlsCertificate.isEmpty()) {
        return;
    }
    const Result<void> read = d->edge->reloadCertificate();
    if (read.ok()) {
        qCInfo(lcServer) << "TLS: the certificate was read again";
    } else {
        qCWarning(lcServer).noquote() << "TLS: the certificate in force stays:" << read.error().toString();
    }
}

} // namespace rawi::server
