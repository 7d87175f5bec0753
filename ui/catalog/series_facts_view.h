#pragma once

#include "core/catalog/series.h"

#include <QWidget>

class QLabel;

namespace rawi {

class StatePill;

// What a series is, below its title: status and descriptions in both languages, that of the interface first. GUI thread.
class SeriesFactsView : public QWidget {
    Q_OBJECT

public:
    explicit SeriesFactsView(QWidget *parent = nullptr);

    static QString statusText(SeriesStatus status);
    void setSeries(const Series &series);

private:
    StatePill *m_status = nullptr;
    QLabel *m_about = nullptr;
    QLabel *m_other = nullptr; // in the other language
};

} // namespace rawi
