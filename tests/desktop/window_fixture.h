#pragma once

#include "app/features/desk_features.h"
#include "tests/desktop/desk_fixture.h"
#include "ui/kit/language.h"
#include "ui/kit/preference_store.h"
#include "ui/kit/theme.h"
#include "ui/shell/main_window.h"

#include <QApplication>

namespace rawi::test {

// The whole window on a real desk, in either language.
class WindowFixture : public DeskFixture {
protected:
    void SetUp() override
    {
        DeskFixture::SetUp();
        m_language = std::make_unique<LanguageSwitch>(*qApp);
        m_preferences = std::make_unique<PreferenceStore>(desk().replica());
    }
    void TearDown() override
    {
        m_window.reset();
        m_preferences.reset();
        for (const Preference one : {Preference::Theme, Preference::Calendar, Preference::WeekStart}) {
            PreferenceStore none(desk().replica());
            ASSERT_TRUE(none.set(one, PreferenceStore::choices(one).first()).ok());
            applyPreference(one, none, *m_language);
        }
        m_language->setLanguage(Language::English);
    }

    MainWindow &open(Language language, QSize size = QSize(1560, 960), const Features &features = app::deskFeatures())
    {
        m_window.reset();
        m_language->setLanguage(language);
        m_window = std::make_unique<MainWindow>(desk(), *m_language, *m_preferences, features);
        m_language->setLanguage(language); // whatever was chosen before on this desk
        m_window->resize(size);
        m_window->show();
        return *m_window;
    }

    void setTheme(ThemeMode mode)
    {
        EXPECT_TRUE(m_preferences->set(Preference::Theme, mode == ThemeMode::Dark ? u"dark"_s : u"light"_s).ok());
    }

    // Leaves a picture of the widget in RAWI_PICTURES, when that is set.
    static void shoot(QWidget &what, const QString &name)
    {
        wait(200);
        if (const QString folder = qEnvironmentVariable("RAWI_PICTURES"); !folder.isEmpty()) {
            what.grab().save(folder + u'/' + name + u".png"_s);
        }
    }

    std::unique_ptr<LanguageSwitch> m_language;
    std::unique_ptr<PreferenceStore> m_preferences;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace rawi::test
