// The rooms of jobs and webhooks against a peer that speaks their routes: what they send, and what they make of the answers.
#include "core/desk/house/desk.h"
#include "core/office/office_client.h"
#include "tests/admin/questions.h"
#include "tests/support/sync_desk.h"
#include "tests/support/workspace_peer.h"
#include "ui/admin/jobs_page.h"
#include "ui/admin/webhooks_page.h"
#include "ui/kit/language.h"
#include "ui/kit/notice_bar.h"

#include <QApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QTableView>

#include <gtest/gtest.h>

namespace rawi::test {

namespace {

class OfficeRooms : public testing::Test {
protected:
    void SetUp() override
    {
        m_language.setLanguage(Language::English);
        auto opened = Desk::open(m_directory.path(), u"/nonexistent"_s, m_clock);
        ASSERT_TRUE(opened.ok());
        m_desk = std::move(*opened);
        peer.fault = [this](const PeerRequest &request) -> std::optional<PeerReply> {
            if (!answer || request.path.startsWith("/api/v1/sync"_L1) || request.path.startsWith("/api/v1/auth"_L1)) {
                return std::nullopt;
            }
            return answer(request);
        };
        m_desk->sync().signIn(peer.url(), u"salma@example.org"_s, u"a long pass phrase"_s);
        ASSERT_TRUE(waitFor([&] { return m_desk->office().isReachable(); }));
    }

    static PeerReply page(const QJsonArray &items)
    {
        return WorkspacePeer::json({{u"items"_s, items}, {u"next_cursor"_s, QJsonValue()}});
    }
    static bool filled(AdminListPage &list, int rows)
    {
        return waitFor([&] { return !list.model().isLoading() && list.model().rowCount() == rows; });
    }
    static QString text(AdminListPage &list, int row, int column) { return list.model().index(row, column).data().toString(); }
    static QJsonObject job(const QString &id, const QString &state)
    {
        QJsonObject one{{u"id"_s, id},       {u"kind"_s, u"transcode"_s}, {u"state"_s, state},
                        {u"progress"_s, 42.5}, {u"attempts"_s, 3},          {u"created_at"_s, u"2026-11-21T03:45:00.000Z"_s}};
        if (state == "dead"_L1) {
            one.insert(u"error"_s, QJsonObject{{u"code"_s, u"disk_full"_s}, {u"detail"_s, u"no space"_s}});
        }
        return one;
    }
    static QJsonObject webhook()
    {
        return {{u"id"_s, u"w1"_s}, {u"rev"_s, 7}, {u"url"_s, u"https://example.org/in"_s}, {u"active"_s, true},
                {u"description"_s, u"موقع"_s}, {u"types"_s, QJsonArray{u"content.published"_s, u"of_a_newer.server"_s}}};
    }

    SystemClock m_clock;
    WorkspacePeer peer{workspaceRules(), m_clock};
    TemporaryDirectory m_directory;
    LanguageSwitch m_language{*qApp};
    std::unique_ptr<Desk> m_desk;
    std::function<PeerReply(const PeerRequest &)> answer;
};

TEST_F(OfficeRooms, DeadJobsAreTriedAgainAndOpenOnesCancelled)
{
    answer = [&](const PeerRequest &request) {
        if (request.verb == "POST") {
            return request.path.endsWith("/j3/cancel"_L1) ? WorkspacePeer::problem(409, ErrorCode::StateConflict, u"job/j3"_s)
                                                          : WorkspacePeer::json(job(u"j1"_s, u"pending"_s));
        }
        return page({job(u"j1"_s, u"dead"_s), job(u"j2"_s, u"processing"_s), job(u"j3"_s, u"pending"_s)});
    };
    JobsPage room(*m_desk);
    room.resize(1000, 600);
    room.show();
    JobListPage &jobs = room.jobs();
    ASSERT_TRUE(filled(jobs, 3));
    EXPECT_EQ(text(jobs, 0, 0), u"Encoding"_s);
    EXPECT_EQ(text(jobs, 0, 1), u"Given up"_s);
    EXPECT_EQ(text(jobs, 1, 2), u"42%"_s);
    EXPECT_FALSE(text(jobs, 0, 5).isEmpty()) << "why it was given up";
    EXPECT_TRUE(text(jobs, 1, 5).isEmpty());
    jobs.view().select({u"j1"_s, u"j2"_s});
    EXPECT_FALSE(jobs.view().button(u"replay"_s)->isEnabled());
    EXPECT_FALSE(jobs.view().button(u"cancel"_s)->isEnabled());
    jobs.view().select({u"j1"_s});
    jobs.view().trigger(u"replay"_s);
    ASSERT_TRUE(waitFor([&] { return peer.requests("POST", u"/api/v1/jobs/j1/replay"_s).size() == 1; }));
    jobs.view().select({u"j2"_s, u"j3"_s});
    jobs.view().trigger(u"cancel"_s);
    auto *question = jobs.findChild<QMessageBox *>();
    ASSERT_NE(question, nullptr);
    agree(*question);
    ASSERT_TRUE(waitFor([&] { return peer.requests("POST", u"/api/v1/jobs/j3/cancel"_s).size() == 1; }));
    const auto told = [&] {
        const auto *notices = jobs.findChild<NoticeBar *>();
        for (const QLabel *label : notices->findChildren<QLabel *>()) {
            if (notices->isVisible() && label->text().startsWith(u"1 of 2"_s)) {
                return true;
            }
        }
        return false;
    };
    EXPECT_TRUE(waitFor(told)) << "one of the two was refused, and it is said why";
}

TEST_F(OfficeRooms, AScheduleIsChangedAndSwitchedOff)
{
    const QJsonObject schedule{{u"name"_s, u"media.sweep"_s}, {u"kind"_s, u"media.sweep"_s}, {u"cron"_s, u"17 * * * *"_s},
                               {u"zone"_s, u"UTC"_s},         {u"active"_s, true}};
    answer = [&](const PeerRequest &request) {
        if (request.verb == "PATCH" && request.body.contains("broken")) {
            return WorkspacePeer::problem(422, ErrorCode::InvalidArgument, u"cron"_s);
        }
        return request.verb == "PATCH" ? WorkspacePeer::json(schedule) : page({schedule});
    };
    JobsPage room(*m_desk);
    room.resize(1000, 600);
    room.show();
    room.showSchedules();
    ScheduleListPage &schedules = room.schedules();
    ASSERT_TRUE(filled(schedules, 1));
    schedules.view().select({u"media.sweep"_s});
    schedules.view().trigger(u"edit"_s);
    auto *dialog = schedules.findChild<RecordDialog *>();
    ASSERT_NE(dialog, nullptr);
    auto *cron = qobject_cast<QLineEdit *>(dialog->form().editor(u"cron")->widget());
    cron->setText(u"broken"_s);
    Q_EMIT cron->textEdited(cron->text());
    dialog->acceptButton()->click();
    ASSERT_TRUE(waitFor([&] { return !dialog->form().message(u"cron").isEmpty(); }));
    cron->setText(u"0 4 * * *"_s);
    Q_EMIT cron->textEdited(cron->text());
    dialog->acceptButton()->click();
    const QString path = u"/api/v1/schedules/media.sweep"_s;
    ASSERT_TRUE(waitFor([&] { return peer.requests("PATCH", path).size() == 2; }));
    EXPECT_EQ(QJsonDocument::fromJson(peer.requests("PATCH", path).last().body).object(), (QJsonObject{{u"cron"_s, u"0 4 * * *"_s}}));
    ASSERT_TRUE(filled(schedules, 1));
    schedules.view().trigger(u"off"_s);
    ASSERT_TRUE(waitFor([&] { return peer.requests("PATCH", path).size() == 3; }));
    EXPECT_EQ(QJsonDocument::fromJson(peer.requests("PATCH", path).last().body).object(), (QJsonObject{{u"active"_s, false}}));
}

TEST_F(OfficeRooms, AWebhookIsAddedAndItsSecretToldOnce)
{
    QJsonArray kept;
    answer = [&](const PeerRequest &request) {
        if (request.verb == "POST") {
            QJsonObject made = webhook();
            kept = {made};
            made.insert(u"secret"_s, u"whsec_c2VjcmV0"_s);
            return WorkspacePeer::json(made, 201);
        }
        return page(kept);
    };
    WebhooksPage room(*m_desk);
    room.resize(1000, 700);
    room.show();
    WebhookListPage &webhooks = room.webhooks();
    ASSERT_TRUE(filled(webhooks, 0));
    webhooks.view().trigger(u"add"_s);
    auto *dialog = webhooks.findChild<RecordDialog *>();
    ASSERT_NE(dialog, nullptr);
    dialog->form().check();
    EXPECT_FALSE(dialog->form().message(u"types").isEmpty());
    auto *url = qobject_cast<QLineEdit *>(dialog->form().editor(u"url")->widget());
    url->setText(u"https://example.org/in"_s);
    Q_EMIT url->textEdited(url->text());
    auto *types = qobject_cast<QListWidget *>(dialog->form().editor(u"types")->widget());
    types->item(0)->setCheckState(Qt::Checked);
    dialog->acceptButton()->click();
    const auto secretShown = [&]() -> QMessageBox * {
        for (QMessageBox *box : webhooks.findChildren<QMessageBox *>()) {
            if (box->text().contains("whsec_c2VjcmV0"_L1)) {
                return box;
            }
        }
        return nullptr;
    };
    ASSERT_TRUE(waitFor([&] { return secretShown() != nullptr; }));
    const QJsonObject sent = QJsonDocument::fromJson(peer.requests("POST", u"/api/v1/webhooks"_s).first().body).object();
    EXPECT_EQ(sent.value("types"_L1).toArray(), QJsonArray{u"*"_s});
    EXPECT_FALSE(sent.contains("secret"_L1)) << "an empty one is the server's to make";
    secretShown()->buttons().last()->click();
    ASSERT_TRUE(filled(webhooks, 1));
}

TEST_F(OfficeRooms, AWebhookIsChangedAsItWasReadAndItsDeliveriesAreSentAgain)
{
    const QJsonObject delivery{{u"id"_s, u"d1"_s}, {u"type"_s, u"content.published"_s}, {u"state"_s, u"dead"_s},
                               {u"attempts"_s, 9}, {u"status"_s, 500}, {u"created_at"_s, u"2026-11-21T03:45:00.000Z"_s}};
    answer = [&](const PeerRequest &request) {
        if (request.path.endsWith("/deliveries"_L1)) {
            return page({delivery});
        }
        if (request.verb == "PATCH") {
            return WorkspacePeer::json(webhook());
        }
        return request.verb == "GET" ? page({webhook()}) : WorkspacePeer::json(delivery, 202);
    };
    WebhooksPage room(*m_desk);
    room.resize(1000, 700);
    room.show();
    WebhookListPage &webhooks = room.webhooks();
    ASSERT_TRUE(filled(webhooks, 1));
    EXPECT_EQ(room.deliveries().model().rowCount(), 0);
    webhooks.view().select({u"w1"_s});
    ASSERT_TRUE(filled(room.deliveries(), 1));
    EXPECT_EQ(text(room.deliveries(), 0, 1), u"Given up"_s);
    room.deliveries().view().select({u"d1"_s});
    room.deliveries().view().trigger(u"replay"_s);
    ASSERT_TRUE(waitFor([&] { return peer.requests("POST", u"/api/v1/webhooks/w1/deliveries/d1/replay"_s).size() == 1; }));

    webhooks.view().trigger(u"edit"_s);
    auto *dialog = webhooks.findChild<RecordDialog *>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->form().isDirty());
    auto *types = qobject_cast<QListWidget *>(dialog->form().editor(u"types")->widget());
    types->item(0)->setCheckState(Qt::Checked);
    dialog->acceptButton()->click();
    ASSERT_TRUE(waitFor([&] { return peer.requests("PATCH", u"/api/v1/webhooks/w1"_s).size() == 1; }));
    const PeerRequest sent = peer.requests("PATCH", u"/api/v1/webhooks/w1"_s).first();
    EXPECT_EQ(sent.headers.value("if-match"), "\"7\"");
    EXPECT_EQ(QJsonDocument::fromJson(sent.body).object().value("types"_L1).toArray(),
              (QJsonArray{u"*"_s, u"content.published"_s, u"of_a_newer.server"_s}))
        << "what this desk does not know is not lost";
    webhooks.view().select({});
    ASSERT_TRUE(filled(room.deliveries(), 0));
}

} // namespace

} // namespace rawi::test
