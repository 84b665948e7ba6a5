"""Rosters of any length as .xlsx files."""

from pathlib import Path

import xlsxwriter

TITLES = ("道路人工清扫保洁工", "公厕保洁工", "垃圾运输车驾驶员", "吊车司机", "环卫作业现场管理员")


def write_roster(path: Path, positions: int) -> Path:
    """Write a roster of a street office's kind with so many positions, 36 months from 2027-01."""
    with xlsxwriter.Workbook(path) as book:
        project = book.add_worksheet("项目信息")
        for row, pair in enumerate((("起始月份", "2027-01"), ("服务月数", 36))):
            project.write_row(row, 0, pair)
        sheet = book.add_worksheet("岗位表")
        sheet.write_row(0, 0, ("岗位", "人数", "平均工龄", "备注"))
        for row in range(positions):
            title = TITLES[row % len(TITLES)]
            sheet.write_row(row + 1, 0, (title, row % 40 + 1, row % 30, f"第{row + 1}组"))
    return path
