"""Rosters of any length as .xlsx files."""

from pathlib import Path

import xlsxwriter

from sanicost.city.standard import config_folder
from sanicost.city.vocabulary import load_vocabulary

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


def write_district(path: Path, positions: int, lots: int, streets: int = 176) -> Path:
    """Write a district's roster, 36 months from 2027-01: every street has a lot, in turn.

    Costs and rates as a district gives them: one cost for each lot, one shared by all.
    """
    names = sorted(load_vocabulary(config_folder()).streets)[:streets]
    with xlsxwriter.Workbook(path) as book:
        project = book.add_worksheet("项目信息")
        for row, pair in enumerate((("起始月份", "2027-01"), ("服务月数", 36))):
            project.write_row(row, 0, pair)
        sheet = book.add_worksheet("岗位表")
        sheet.write_row(0, 0, ("岗位", "人数", "平均工龄", "包组", "街道"))
        for row in range(positions):
            place = row % len(names)
            fields = (TITLES[row % len(TITLES)], row % 40 + 1, row % 30)
            sheet.write_row(row + 1, 0, (*fields, f"包组{place % lots + 1}", names[place]))
        costs = book.add_worksheet("报价组成")
        costs.write_row(0, 0, ("项目", "金额", "周期", "包组", "费率"))
        costs.write_row(1, 0, ("统一调度平台", 100_000, "年", "全部"))
        for lot in range(1, lots + 1):
            costs.write_row(lot + 1, 0, ("车辆及机具", 50_000, "月", f"包组{lot}"))
        for row, (name, rate) in enumerate((("管理费", 0.03), ("利润", 0.02), ("税金", 0.06))):
            costs.write_row(lots + 2 + row, 0, (name, "", "", "", rate))
    return path
