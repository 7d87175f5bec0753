#pragma once

#include "ui/kit/preference_store.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;

namespace rawi {

class ProblemLabel;

// The page "General" of the settings: language, theme, digits, calendar, first day of the week, and how a date and a
// week look with them. GUI thread.
class GeneralSettingsView : public QWidget {
    Q_OBJECT

public:
    explicit GeneralSettingsView(PreferenceStore &preferences, QWidget *parent = nullptr);

    QComboBox &choice(Preference which) { return *m_boxes.value(which); }

protected:
    void changeEvent(QEvent *event) override;

private:
    void addChoice(QFormLayout &form, Preference which);
    void retranslate();

    PreferenceStore &m_preferences;
    QHash<Preference, QComboBox *> m_boxes;
    QHash<Preference, QLabel *> m_labels;
    QLabel *m_exampleLabel;
    QLabel *m_example;
    QLabel *m_weekLabel;
    QLabel *m_week;
    ProblemLabel *m_problem;
};

} // namespace rawi
