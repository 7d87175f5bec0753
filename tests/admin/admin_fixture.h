#pragma once

#include "core/desk/house/desk.h"
#include "tests/support/server_process.h"
#include "tests/support/wait_for.h"
#include "ui/admin/admin_rooms.h"
#include "ui/admin/admin_window.h"
#include "ui/kit/language.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QDir>

#include <gtest/gtest.h>

namespace rawi::test {

// The real Admin window on a real desk whose administrator is signed in to the real server.
class AdminFixture : public testing::Test {
protected:
    static constexpr int kLongMs = 60'000;

    static void SetUpTestSuite()
    {
        s_server = std::make_unique<ServerProcess>();
        s_server->start();
    }
    static void TearDownTestSuite() { s_server.reset(); }
    static ServerProcess &server() { return *s_server; }

    void SetUp() override
    {
        applyTheme(*qApp, ThemeMode::Light);
        m_language.setLanguage(Language::English);
        auto opened = Desk::open(m_directory.path(), u"/nonexistent"_s, m_clock);
        ASSERT_TRUE(opened.ok()) << qUtf8Printable(opened.error().toString());
        m_desk = std::move(*opened);
        signIn(server().email(), server().password());
    }
    void TearDown() override
    {
        m_window.reset();
        m_language.setLanguage(Language::English);
    }

    void signIn(const QString &email, const QString &password)
    {
        m_desk->sync().signIn(server().url(), email, password);
        ASSERT_TRUE(waitFor([&] { return m_desk->sync().status().state == SyncState::Online; }, kLongMs));
    }

    template <typename View>
    View &open(const QString &room)
    {
        if (!m_window) {
            m_window = std::make_unique<AdminWindow>(
                *m_desk, houseAdminRooms(), [this](const QString &right) {
                    // The right of webhooks comes with their routes; who manages people stands for it.
                    return mayEnter(*m_desk, right == "webhooks.manage"_L1 ? u"people.manage"_s : right);
                });
            m_window->resize(1240, 780);
            m_window->show();
        }
        m_window->showRoom(room);
        auto *page = qobject_cast<View *>(m_window->page());
        EXPECT_NE(page, nullptr);
        return *page;
    }

    // Leaves a picture in $RAWI_PICTURES, when that is set.
    void keepPicture(const QString &name) { keepPicture(*m_window, name); }
    static void keepPicture(QWidget &widget, const QString &name)
    {
        const QString folder = qEnvironmentVariable("RAWI_PICTURES");
        if (!folder.isEmpty()) {
            QDir().mkpath(folder);
            widget.grab().save(folder + QLatin1Char('/') + name + u".png"_s);
        }
    }

    SystemClock m_clock;
    TemporaryDirectory m_directory;
    LanguageSwitch m_language{*qApp};
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<AdminWindow> m_window;

private:
    inline static std::unique_ptr<ServerProcess> s_server;
};

} // namespace rawi::test
