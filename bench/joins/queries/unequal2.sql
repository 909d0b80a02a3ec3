-- Claims and the campaigns that would have been worth less: one inequality, many pairs.
select ca.campaign_id, count(*) as claims, max(cl.amount) as most
from campaigns ca join claims cl on cl.amount < ca.least_value
where cl.state = 'paid' and ca.campaign_id <= 400
group by ca.campaign_id
order by ca.campaign_id;
