/** Sequelize 6 over pg: models that are made, described, used and dropped. */
import { expect } from 'chai';
import { DataTypes, type Model, type ModelStatic, Op, Sequelize } from 'sequelize';
import { roundTrip, sqlStateOf } from './every-type.js';

export function sequelizeClient(url: () => string): void {
  describe('Sequelize', () => {
    let sequelize: Sequelize;
    let Item: ModelStatic<Model>;

    before(async () => {
      sequelize = new Sequelize(url(), { logging: false, pool: { max: 2 } });
      await sequelize.authenticate();
      Item = sequelize.define(
        'sq_item',
        {
          name: { type: DataTypes.STRING(40), allowNull: false, unique: true },
          amount: DataTypes.INTEGER,
          price: DataTypes.DECIMAL(10, 2),
          tags: DataTypes.ARRAY(DataTypes.TEXT),
          more: DataTypes.JSONB,
          key: { type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4 },
        },
        { freezeTableName: true },
      );
      await Item.sync();
    });

    after(async () => {
      await Item.drop();
      await sequelize.close();
    });

    it('describes what it made', async () => {
      const columns = await sequelize.getQueryInterface().describeTable('sq_item');
      expect(columns.name).to.include({ type: 'CHARACTER VARYING(40)', allowNull: false, primaryKey: false });
      expect(columns.id).to.include({ type: 'INTEGER', primaryKey: true });
      expect(await sequelize.getQueryInterface().showAllTables()).to.include('sq_item');
      // A second time there is nothing to make.
      await Item.sync();
    });

    it('creates, finds, changes and destroys', async () => {
      const one = await Item.create({ name: 'one', amount: 1, price: '1.50', tags: ['a', 'b c'], more: { x: [1] } });
      expect(one.get('id')).to.be.a('number');
      await Item.bulkCreate([
        { name: 'two', amount: 2 },
        { name: 'three', amount: 3 },
      ]);
      const found = await Item.findOne({ where: { name: 'one' } });
      expect(found?.toJSON()).to.deep.include({ amount: 1, price: '1.50', tags: ['a', 'b c'], more: { x: [1] } });
      expect(await Item.count({ where: { amount: { [Op.gt]: 1 } } })).to.equal(2);
      await Item.update({ amount: 20 }, { where: { name: 'two' } });
      expect(await Item.sum('amount')).to.equal(24);
      await Item.upsert({ name: 'three', amount: 30 });
      expect((await Item.findOne({ where: { name: 'three' } }))?.get('amount')).to.equal(30);
      expect(await Item.destroy({ where: { name: 'three' } })).to.equal(1);
    });

    it('stores and reads every type', async () => {
      await roundTrip('sq_every', async (sql, bind) => {
        const [rows] = await sequelize.query(sql, { bind: [...bind] });
        return Array.isArray(rows) ? (rows as object[]) : [];
      });
    });

    it('goes on after an error', async () => {
      const error = await Item.create({ name: 'one' }).catch((reason: unknown) => reason);
      expect(error).to.include({ name: 'SequelizeUniqueConstraintError' });
      expect(sqlStateOf(error)).to.equal('23505');
      expect(await Item.count({ where: { name: 'one' } })).to.equal(1);
    });

    it('takes back a transaction', async () => {
      await sequelize
        .transaction(async (transaction) => {
          await Item.destroy({ where: {}, transaction });
          throw new Error('back');
        })
        .catch(() => undefined);
      expect(await Item.count()).to.equal(2);
    });
  });
}
