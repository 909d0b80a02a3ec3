import { expect } from 'chai';
import { splitStatements } from '../../src/cli/statements.js';

describe('statement splitter', () => {
  const one = [
    "select ';';",
    "select 'it''s; fine';",
    "select E'a\\';b';",
    'select ";""x" from t;',
    'select $$a;b$$;',
    'select $tag$ $$;$$ ; $tag$;',
    'select 1 -- a; comment\n;',
    'select /* a; /* nested; */ b; */ 1;',
  ];
  for (const text of one) {
    it(`finds one statement in ${JSON.stringify(text)}`, () => {
      expect(splitStatements(text)).to.deep.equal({ statements: [text], rest: '' });
    });
  }

  it('splits several and keeps what is not ended', () => {
    expect(splitStatements('select 1; select 2;\nselect')).to.deep.equal({ statements: ['select 1;', 'select 2;'], rest: '\nselect' });
  });

  it('takes a dollar in a name or parameter for what it is', () => {
    expect(splitStatements('select a$b$c, $1; select 2;').statements).to.have.length(2);
  });

  it('waits for the end of an open quote', () => {
    expect(splitStatements("select 'a;\n").statements).to.have.length(0);
  });
});
