#include "ui/settings/general_settings_view.h"

#include "core/text/direction.h"
#include "ui/kit/problem_label.h"
#include "ui/text/error_text.h"
#include "ui/text/format_text.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace rawi {

namespace {

constexpr Preference kAll[] = {Preference::Language, Preference::Theme, Preference::Digits, Preference::Calendar,
                               Preference::WeekStart};

QString labelOf(Preference which)
{
    switch (which) {
    case Preference::Language:
        return GeneralSettingsView::tr("Language");
    case Preference::Theme:
        return GeneralSettingsView::tr("Theme");
    case Preference::Digits:
        return GeneralSettingsView::tr("Digits in Arabic");
    case Preference::Calendar:
        return GeneralSettingsView::tr("Calendar");
    case Preference::WeekStart:
        return GeneralSettingsView::tr("First day of the week");
    }
    return {};
}

QString wordsOf(Preference which, const QString &value)
{
    static const QHash<QString, const char *> words{
        {u"light"_s, QT_TRANSLATE_NOOP("Preferences", "Light")},
        {u"dark"_s, QT_TRANSLATE_NOOP("Preferences", "Dark")},
        {u"gregorian"_s, QT_TRANSLATE_NOOP("Preferences", "Gregorian")},
        {u"hijri"_s, QT_TRANSLATE_NOOP("Preferences", "Hijri (Umm al-Qura)")},
    };
    const QLocale locale;
    if (value.isEmpty()) {
        return which == Preference::Language ? GeneralSettingsView::tr("As this computer")
                                             : GeneralSettingsView::tr("As the language has it");
    }
    if (which == Preference::Language) {
        return value == "ar"_L1 ? u"العربية"_s : u"English"_s; // each language names itself
    }
    if (which == Preference::Digits) {
        return value == "latin"_L1 ? u"123"_s : u"١٢٣"_s;
    }
    if (which == Preference::WeekStart) {
        return locale.standaloneDayName(value == "saturday"_L1 ? Qt::Saturday : value == "sunday"_L1 ? Qt::Sunday : Qt::Monday);
    }
    return words.contains(value) ? QCoreApplication::translate("Preferences", words.value(value)) : value;
}

// The days in the order in which calendars here show them.
QString weekText()
{
    QStringList days;
    for (int i = 0; i < 7; ++i) {
        days.append(QLocale().standaloneDayName((weekStart() - 1 + i) % 7 + 1, QLocale::ShortFormat));
    }
    return days.join(u" · "_s);
}

} // namespace

GeneralSettingsView::GeneralSettingsView(PreferenceStore &preferences, QWidget *parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_exampleLabel(new QLabel(this))
    , m_example(new QLabel(this))
    , m_weekLabel(new QLabel(this))
    , m_week(new QLabel(this))
    , m_problem(new ProblemLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *form = new QFormLayout;
    form->setSpacing(10);
    for (const Preference which : kAll) {
        addChoice(*form, which);
    }
    form->addRow(m_exampleLabel, m_example);
    form->addRow(m_weekLabel, m_week);
    for (QLabel *one : {m_example, m_week}) {
        one->setProperty("role", u"muted"_s);
    }
    column->addLayout(form);
    column->addWidget(m_problem);
    column->addStretch(1);
    // Also what was chosen elsewhere, by a menu.
    connect(&preferences, &PreferenceStore::changed, this, &GeneralSettingsView::retranslate);
    retranslate();
}

void GeneralSettingsView::addChoice(QFormLayout &form, Preference which)
{
    auto *box = new QComboBox(this);
    auto *label = new QLabel(this);
    label->setBuddy(box);
    m_boxes.insert(which, box);
    m_labels.insert(which, label);
    for (const QString &value : PreferenceStore::choices(which)) {
        box->addItem(QString(), value);
    }
    form.addRow(label, box);
    connect(box, &QComboBox::activated, this, [this, which, box] {
        const auto kept = m_preferences.set(which, box->currentData().toString());
        kept.ok() ? m_problem->forget() : m_problem->say(kept.error());
    });
}

void GeneralSettingsView::retranslate()
{
    for (const Preference which : kAll) {
        QComboBox *box = m_boxes.value(which);
        for (int i = 0; i < box->count(); ++i) {
            box->setItemText(i, wordsOf(which, box->itemData(i).toString()));
        }
        box->setCurrentIndex(box->findData(m_preferences.get(which)));
        m_labels.value(which)->setText(labelOf(which));
        box->setAccessibleName(labelOf(which));
    }
    m_boxes.value(Preference::Digits)->setEnabled(QLocale().language() == QLocale::Arabic); // English has Latin ones
    m_exampleLabel->setText(tr("Today"));
    const QDate today = QDate::currentDate();
    m_example->setText(tr("%1, %2", "day of the week, date").arg(QLocale().standaloneDayName(today.dayOfWeek()), isolate(dateText(today))));
    m_weekLabel->setText(tr("Week"));
    m_week->setText(weekText());
}

void GeneralSettingsView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
}

} // namespace rawi
