"""SQLAlchemy 1.4 over psycopg 2: tables that are made, reflected, mapped and dropped."""
import sys
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (ARRAY, JSON, Boolean, Column, DateTime, ForeignKey, Integer, MetaData, Numeric, String, Text, UniqueConstraint, create_engine,
                        func, inspect, select)
from sqlalchemy.orm import Session, declarative_base

engine = create_engine(sys.argv[1].replace("postgresql://", "postgresql+psycopg2://"), future=True)
Base = declarative_base()


class Item(Base):
    __tablename__ = "sa_item"
    id = Column(Integer, primary_key=True)
    name = Column(String(40), nullable=False)
    price = Column(Numeric(10, 2))
    tags = Column(ARRAY(Text))
    more = Column(JSON)
    done = Column(Boolean, default=False)
    at = Column(DateTime, server_default=func.now())
    __table_args__ = (UniqueConstraint("name", name="sa_item_name"),)


Base.metadata.create_all(engine)
Base.metadata.create_all(engine)

inspector = inspect(engine)
assert "sa_item" in inspector.get_table_names()
columns = {column["name"]: column for column in inspector.get_columns("sa_item")}
assert str(columns["name"]["type"]) == "VARCHAR(40)" and not columns["name"]["nullable"], columns
assert str(columns["price"]["type"]) == "NUMERIC(10, 2)" and str(columns["tags"]["type"].item_type) == "TEXT", columns
assert inspector.get_pk_constraint("sa_item")["constrained_columns"] == ["id"]
assert inspector.get_unique_constraints("sa_item")[0]["name"] == "sa_item_name"
assert inspector.get_foreign_keys("sa_item") == []
inspector.get_indexes("sa_item")
inspector.get_schema_names()
inspector.get_view_names()

with Session(engine) as session:
    session.add_all([Item(name=f"item {i}", price=Decimal("1.50") * i, tags=["a", "b c"], more={"i": i}) for i in range(20)])
    session.commit()
    item = session.execute(select(Item).where(Item.name == "item 3")).scalar_one()
    assert (item.price, item.tags, item.more, item.done) == (Decimal("4.50"), ["a", "b c"], {"i": 3}, False)
    assert isinstance(item.at, datetime)
    item.price = 7
    session.commit()
    assert session.execute(select(func.sum(Item.price))).scalar_one() == Decimal("287.50")
    session.delete(item)
    session.rollback()
    assert session.execute(select(func.count()).select_from(Item)).scalar_one() == 20

reflected = MetaData()
reflected.reflect(engine, only=["sa_item"])
assert list(reflected.tables["sa_item"].columns.keys()) == ["id", "name", "price", "tags", "more", "done", "at"]
with engine.connect().execution_options(stream_results=True) as connection:
    assert len(list(connection.execute(select(Item.id)))) == 20
Base.metadata.drop_all(engine)
print("ok")
