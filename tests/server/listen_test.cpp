// How the real rawi-server is reached: addresses, TLS, proxies, the public address. curl is the client where TLS matters.
#include "core/base/clock.h"
#include "core/base/literals.h"
#include "core/sync/http_client.h"
#include "tests/support/server_process.h"
#include "tests/support/sync_desk.h"
#include "tests/support/wait_for.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <csignal>

namespace rawi::test {

namespace {

QString run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    EXPECT_TRUE(process.waitForFinished(60'000)) << qUtf8Printable(program);
    return QString::fromUtf8(process.readAllStandardOutput()) + QString::fromUtf8(process.readAllStandardError());
}

class Listening : public testing::Test {
protected:
    // A certificate for this machine, valid for two days, and its key.
    void makeCertificate(const QString &name)
    {
        const QString words = run(u"openssl"_s,
                                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s,
                                   u"-days"_s, u"60"_s, u"-subj"_s, u"/CN="_s + name, u"-addext"_s,
                                   u"subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"_s, u"-keyout"_s, key(name), u"-out"_s, certificate(name)});
        ASSERT_TRUE(QFile::exists(certificate(name))) << qUtf8Printable(words);
    }
    QString certificate(const QString &name) const { return server.file(name + u".pem"_s); }
    QString key(const QString &name) const { return server.file(name + u".key"_s); }
    QStringList tls(const QString &name) const
    {
        return {u"--tls-certificate"_s, certificate(name), u"--tls-key"_s, key(name)};
    }

    // The body and then a line with the status, "000" when there was no answer.
    QString curl(const QUrl &url, const QString &path, const QStringList &more = {})
    {
        return run(u"curl"_s, QStringList{u"--silent"_s, u"--noproxy"_s, u"*"_s, u"--write-out"_s, u"\n%{http_code}"_s,
                                          url.toString() + path} + more);
    }
    QString post(const QUrl &url, const QString &path, const QJsonObject &body, const QStringList &more = {})
    {
        QFile file(server.file(u"body.json"_s));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(body).toJson(QJsonDocument::Compact)) > 0);
        file.close();
        return curl(url, path, QStringList{u"--header"_s, u"Content-Type: application/json"_s, u"--data-binary"_s, u'@' + file.fileName()} + more);
    }
    QString signInAs(const QString &password, const QStringList &more = {})
    {
        return post(server.url(), u"/api/v1/auth/login"_s, {{u"email"_s, server.email()}, {u"password"_s, password}}, more);
    }
    QString token(const QStringList &more = {})
    {
        const QJsonObject answer = QJsonDocument::fromJson(signInAs(server.password(), more).section(u'\n', 0, 0).toUtf8()).object();
        return answer.value("access_token"_L1).toString();
    }
    QString makeItem(const QStringList &more = {})
    {
        return post(server.url(), u"/api/v1/content"_s, {{u"kind"_s, u"article"_s}, {u"title_en"_s, u"One"_s}},
                    QStringList{u"--header"_s, u"Authorization: Bearer "_s + token(more), u"--dump-header"_s, u"-"_s} + more);
    }

    ServerProcess server;
};

} // namespace

TEST(LinkUrl, StaysWithTheAddressTheDeskKnows)
{
    const QUrl known(u"http://192.0.2.1:8420/office/"_s);
    const QUrl there(u"http://192.0.2.1:8420/office/api/v1/media/7?exp=1&sig=a%20b"_s);
    EXPECT_EQ(linkUrl(known, u"/api/v1/media/7?exp=1&sig=a%20b"_s), there);
    EXPECT_EQ(linkUrl(known, u"https://rawi.example/base/api/v1/media/7?exp=1&sig=a%20b"_s), there);
    EXPECT_FALSE(linkUrl(known, u"https://evil.example/"_s).isValid());
    EXPECT_FALSE(linkUrl(known, QString()).isValid());
}

TEST_F(Listening, OnSeveralAddressesOfBothFamilies)
{
    server.start({u"--listen"_s, u"[::1]:0"_s, u"--listen"_s, u"127.0.0.2:0"_s});
    ASSERT_EQ(server.urls().size(), 3);
    EXPECT_EQ(server.urls().at(1).host(), u"::1"_s);
    for (const QUrl &url : server.urls()) {
        EXPECT_TRUE(curl(url, u"/health/live"_s).endsWith(u"\n200"_s)) << qUtf8Printable(url.toString());
    }
    EXPECT_FALSE(server.log().contains(u"without TLS"_s)) << "all of it is loopback";
    const auto wrong = server.tool({u"run"_s, u"--listen"_s, u"::1:8420"_s});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_TRUE(wrong.err.contains(u"[::1]:8420"_s)) << qUtf8Printable(wrong.err);
}

TEST_F(Listening, PlainHttpBeyondThisMachineIsWarnedOf)
{
    server.start({u"--listen"_s, u"0.0.0.0:0"_s});
    EXPECT_TRUE(server.log().contains(u"without TLS"_s)) << qUtf8Printable(server.log());
}

TEST_F(Listening, SpeaksTlsByItsOwnCertificate)
{
    makeCertificate(u"first"_s);
    server.start(tls(u"first"_s) + QStringList{u"--listen"_s, u"http://127.0.0.1:0"_s});
    ASSERT_EQ(server.url().scheme(), u"https"_s);
    const QStringList trusted{u"--cacert"_s, certificate(u"first"_s)};
    EXPECT_TRUE(curl(server.url(), u"/health/ready"_s, trusted).endsWith(u"\n200"_s));
    EXPECT_TRUE(curl(server.url(), u"/health/ready"_s).endsWith(u"\n000"_s)) << "nobody vouches for it";
    EXPECT_TRUE(curl(server.url(), u"/health/ready"_s, trusted + QStringList{u"--tls-max"_s, u"1.1"_s}).endsWith(u"\n000"_s));
    EXPECT_TRUE(curl(server.urls().at(1), u"/health/ready"_s).endsWith(u"\n200"_s)) << "this address stays plain";
    QUrl clear = server.url();
    clear.setScheme(u"http"_s);
    EXPECT_TRUE(curl(clear, u"/health/live"_s).endsWith(u"\n000"_s));

    // A body of many TLS records both ways, on one connection.
    const QString made = makeItem(trusted);
    EXPECT_TRUE(made.endsWith(u"\n201"_s)) << qUtf8Printable(made);
    const QString body(190'000, u'a');
    const QString answer = post(server.url(), u"/api/v1/content"_s, {{u"kind"_s, u"article"_s}, {u"title_en"_s, u"Long"_s}, {u"body_en"_s, body}},
                                QStringList{u"--header"_s, u"Authorization: Bearer "_s + token(trusted)} + trusted);
    EXPECT_TRUE(answer.contains(body) && answer.endsWith(u"\n201"_s)) << qUtf8Printable(answer.right(300));

    server.stop(); // while nothing is under way: in time, and with 0
}

TEST_F(Listening, ReadsTheCertificateAgainOnSighup)
{
    makeCertificate(u"first"_s);
    makeCertificate(u"second"_s);
    server.start(tls(u"first"_s));
    const auto reload = [this](const QString &said) {
        ::kill(static_cast<pid_t>(server.processId()), SIGHUP);
        EXPECT_TRUE(waitFor([&] { return server.log().contains(said); })) << qUtf8Printable(server.log());
    };
    QFile::remove(certificate(u"first"_s));
    ASSERT_TRUE(QFile::copy(certificate(u"second"_s), certificate(u"first"_s)));
    reload(u"the certificate in force stays"_s); // its key is another's
    const QString before = curl(server.url(), u"/health/live"_s, {u"--cacert"_s, certificate(u"second"_s)});
    EXPECT_TRUE(before.endsWith(u"\n000"_s)) << qUtf8Printable(before);
    QFile::remove(key(u"first"_s));
    ASSERT_TRUE(QFile::copy(key(u"second"_s), key(u"first"_s)));
    reload(u"was read again"_s);
    EXPECT_TRUE(curl(server.url(), u"/health/live"_s, {u"--cacert"_s, certificate(u"second"_s)}).endsWith(u"\n200"_s));
}

TEST_F(Listening, ABadCertificateIsRefusedInWords)
{
    makeCertificate(u"good"_s);
    makeCertificate(u"other"_s);
    QFile text(server.file(u"text.pem"_s));
    ASSERT_TRUE(text.open(QIODevice::WriteOnly));
    text.write("no certificate\n");
    text.close();
    struct Case {
        QString certificate;
        QString key;
        QString code;
        QString words;
    };
    const Case cases[] = {{server.file(u"none.pem"_s), key(u"good"_s), u"file_missing"_s, u"--tls-certificate"_s},
                          {certificate(u"good"_s), server.file(u"none.key"_s), u"file_missing"_s, u"--tls-key"_s},
                          {text.fileName(), key(u"good"_s), u"corrupt_data"_s, u"no certificate in PEM"_s},
                          {certificate(u"good"_s), text.fileName(), u"corrupt_data"_s, u"no private key in PEM"_s},
                          {certificate(u"good"_s), key(u"other"_s), u"corrupt_data"_s, u"key of another certificate"_s}};
    for (const Case &one : cases) {
        SCOPED_TRACE(qUtf8Printable(one.words));
        const QStringList words{u"--listen"_s, u"127.0.0.1:0"_s, u"--tls-certificate"_s, one.certificate, u"--tls-key"_s, one.key};
        const auto refused = server.tool(QStringList{u"run"_s} + words);
        EXPECT_EQ(refused.code, 1);
        EXPECT_TRUE(refused.err.contains(one.code) && refused.err.contains(one.words)) << qUtf8Printable(refused.err);
        const auto doctor = server.tool(QStringList{u"doctor"_s} + words);
        EXPECT_EQ(doctor.code, 1);
        EXPECT_TRUE(doctor.out.contains(one.words)) << qUtf8Printable(doctor.out);
    }
    const auto half = server.tool({u"run"_s, u"--tls-key"_s, key(u"good"_s)});
    EXPECT_EQ(half.code, 2);
    const auto doctor = server.tool(QStringList{u"doctor"_s, u"--listen"_s, u"[::1]:0"_s, u"--trusted-proxy"_s, u"::1"_s} + tls(u"good"_s));
    EXPECT_EQ(doctor.code, 0) << qUtf8Printable(doctor.out);
    EXPECT_TRUE(doctor.out.contains(u"DNS:localhost"_s) && doctor.out.contains(u"media worker"_s)) << qUtf8Printable(doctor.out);
}

// A real desk's pushes, pulls and WebSocket over TLS.
TEST_F(Listening, ADeskWorksOverTls)
{
    makeCertificate(u"desk"_s);
    server.start(tls(u"desk"_s));
    QFile file(certificate(u"desk"_s));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    const QSslConfiguration before = trusting;
    trusting.addCaCertificate(QSslCertificate(&file));
    QSslConfiguration::setDefaultConfiguration(trusting);
    const SystemClock clock;
    {
        SyncDesk one(clock);
        SyncDesk other(clock);
        one.signIn(server.url(), server.email(), server.password());
        other.signIn(server.url(), server.email(), server.password());
        ASSERT_TRUE(one.settle(30'000) && other.settle(30'000));
        one.makeItem(u"خبر over TLS"_s);
        // Without asking: by the poke on the other's WebSocket.
        EXPECT_TRUE(waitFor([&] { return other.titles().contains(u"خبر over TLS"_s); }, 10'000));
        const Upload sent = one.uploadNewFile(3'000'000);
        EXPECT_TRUE(waitFor([&] { return one.upload(sent.id).state == UploadState::Done; }, 30'000));
    }
    QSslConfiguration::setDefaultConfiguration(before);
}

TEST_F(Listening, ForwardedHeadersAreBelievedFromTrustedProxiesOnly)
{
    const QStringList client{u"--header"_s, u"X-Forwarded-For: 203.0.113.7"_s};
    const auto peers = [this](const QString &address) { return server.log().count(u"\"peer\":\"%1\""_s.arg(address)); };
    server.start();
    EXPECT_TRUE(curl(server.url(), u"/health/live"_s, client).endsWith(u"\n200"_s));
    EXPECT_TRUE(waitFor([&] { return peers(u"127.0.0.1"_s) == 1; }));
    server.stop();

    server.start({u"--trusted-proxy"_s, u"127.0.0.0/8"_s});
    curl(server.url(), u"/health/live"_s, client);
    EXPECT_TRUE(waitFor([&] { return peers(u"203.0.113.7"_s) == 1; })) << qUtf8Printable(server.log());
    // Wrong passwords of one client do not lock out another behind the same proxy.
    for (int i = 0; i < 5; ++i) {
        EXPECT_TRUE(signInAs(u"wrong 12345"_s, client).endsWith(u"\n401"_s));
    }
    EXPECT_TRUE(signInAs(server.password(), client).endsWith(u"\n429"_s));
    EXPECT_TRUE(signInAs(server.password(), {u"--header"_s, u"X-Forwarded-For: 203.0.113.7, 203.0.113.8"_s}).endsWith(u"\n200"_s))
        << "who wrote the first word is unknown; the proxy saw the second";
    const auto wrong = server.tool({u"run"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--trusted-proxy"_s, u"10.0.0.0/33"_s});
    EXPECT_TRUE(wrong.err.contains(u"10.0.0.0/33"_s) || wrong.err.contains(u"locked"_s)) << qUtf8Printable(wrong.err);
}

TEST_F(Listening, TheNewsroomsOwnPublicAddressCountsAtOnceAndAfterARestart)
{
    server.start({u"--public-url"_s, u"https://started.example"_s});
    const auto set = [this](const QString &address) {
        return post(server.url(), u"/api/v1/workspace/settings"_s, {{u"public_address"_s, address}},
                    {u"--request"_s, u"PATCH"_s, u"--header"_s, u"Authorization: Bearer "_s + token()});
    };
    EXPECT_TRUE(makeItem().contains(u"Location: https://started.example/api/v1/content/"_s));
    EXPECT_TRUE(set(u" https://news.example/office/ "_s).endsWith(u"\n200"_s));
    EXPECT_TRUE(makeItem().contains(u"Location: https://news.example/office/api/v1/content/"_s));
    for (const char16_t *bad : {u"news.example", u"ftp://news.example", u"https://", u"https://news.example/?a=1", u"https://me:word@news.example"}) {
        const QString refused = set(QString::fromUtf16(bad));
        EXPECT_TRUE(refused.endsWith(u"\n422"_s) && refused.contains(u"for example https://rawi.example"_s)) << qUtf8Printable(refused);
    }
    server.stop();
    server.start({u"--public-url"_s, u"https://started.example"_s});
    EXPECT_TRUE(makeItem().contains(u"Location: https://news.example/office/api/v1/content/"_s));
    EXPECT_TRUE(set({}).endsWith(u"\n200"_s));
    EXPECT_TRUE(makeItem().contains(u"Location: https://started.example/api/v1/content/"_s));
}

TEST_F(Listening, EveryLinkBeginsWithThePublicAddress)
{
    server.start({u"--public-url"_s, u"https://rawi.example/office/"_s});
    EXPECT_TRUE(makeItem().contains(u"Location: https://rawi.example/office/api/v1/content/"_s));
    // A desk knows the server by another address, and stays with it.
    const SystemClock clock;
    SyncDesk desk(clock);
    desk.signIn(server.url(), server.email(), server.password());
    ASSERT_TRUE(desk.settle(30'000));
    const Upload sent = desk.uploadNewFile(1'000'000);
    EXPECT_TRUE(waitFor([&] { return desk.upload(sent.id).state == UploadState::Done; }, 30'000));
    EXPECT_TRUE(desk.upload(sent.id).url.startsWith(u"https://rawi.example/office/api/v1/media/upload/"_s)) << qUtf8Printable(desk.upload(sent.id).url);
    const QStringList bearer{u"--header"_s, u"Authorization: Bearer "_s + token()};
    const auto variants = [&] { return curl(server.url(), u"/api/v1/media/%1/variants"_s.arg(sent.assetId.text()), bearer); };
    EXPECT_TRUE(waitFor([&] { return variants().contains(u"\"url\":\"https://rawi.example/office/api/v1/media/"_s); }, 20'000))
        << qUtf8Printable(variants());
    const auto wrong = server.tool({u"run"_s, u"--public-url"_s, u"rawi.example"_s});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_TRUE(wrong.err.contains(u"https://rawi.example"_s)) << qUtf8Printable(wrong.err);
}

} // namespace rawi::test
